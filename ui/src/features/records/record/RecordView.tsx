import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Form, FormDefinition, RecordItem } from '@/api/types';
import { RecordForm } from '@/components/record-form/RecordForm';
import type { useUndo } from '@/components/useUndo';
import { useHotkeys } from '@/lib/useHotkeys';
import { History } from '../history/History';
import { DeletedNote } from './DeletedNote';
import { EditBar } from './EditBar';
import styles from './record.module.css';
import { RecordActions } from './RecordActions';
import { RecordFacts } from './RecordFacts';
import { References } from './References';
import { StaleNote } from './StaleNote';
import { useEditing } from './useEditing';

export interface RecordViewProps {
  form: Form;
  definition: FormDefinition;
  record: RecordItem;
  tools?: ReactNode;
  undo: ReturnType<typeof useUndo>;
  onClose: () => void;
  onStep?: (by: number) => void;
  onWrote: (saved?: RecordItem) => void;
}

const tabs = ['details', 'references', 'history'] as const;

/** A record: details, what points here, history. The same in the panel and on the page. */
export function RecordView({
  form,
  definition,
  record,
  tools,
  undo,
  onClose,
  onStep,
  onWrote,
}: RecordViewProps) {
  const { t } = useTranslation('records');
  const [params, setParams] = useSearchParams();
  const tab = tabs.find((each) => each === params.get('tab')) ?? 'details';
  const setTab = (next: (typeof tabs)[number]) =>
    setParams(
      (before) => {
        before.set('tab', next);
        return before;
      },
      { replace: true },
    );
  const editing = useEditing(form.key, record, undo, onWrote);
  const isDeleted = Boolean(record.deletedAt);

  const edit = () => {
    if (tab !== 'details') setTab('details');
    editing.start();
  };

  useHotkeys({
    'mod+s': () => editing.isOn && void editing.save(),
    ...(isDeleted || editing.isOn ? {} : { e: edit }),
    ...(onStep && !editing.isOn ? { j: () => onStep(1), k: () => onStep(-1), Escape: onClose } : {}),
  });

  return (
    <article className={styles.record}>
      <header className={styles.head}>
        <div className={styles.names}>
          <h2>{record.title || t('untitled')}</h2>
          <RecordFacts record={record} />
        </div>
        {tools ? <div className={styles.tools}>{tools}</div> : null}
      </header>
      {isDeleted ? <DeletedNote form={form.key} record={record} onRestored={onWrote} undo={undo} /> : null}
      {editing.stale ? (
        <StaleNote
          definition={definition}
          stale={editing.stale}
          mine={editing.mine}
          onMine={editing.saveMine}
          onTheirs={editing.takeTheirs}
        />
      ) : null}
      {editing.isOn ? (
        <EditBar editing={editing} />
      ) : (
        <RecordActions
          form={form}
          definition={definition}
          record={record}
          undo={undo}
          onEdit={edit}
          onGone={() => {
            onWrote();
            onClose();
          }}
        />
      )}
      <div className={styles.tabs} role="tablist" aria-label={t('record.tabs')}>
        {tabs.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`tab-${each}`}
            aria-controls={`panel-${each}`}
            aria-selected={each === tab}
            className={each === tab ? styles.on : undefined}
            disabled={editing.isOn && each !== 'details'}
            onClick={() => setTab(each)}
          >
            {t(`record.tab.${each}`)}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`panel-${tab}`}
        aria-labelledby={`tab-${tab}`}
        className={editing.isOn ? styles.editing : undefined}
      >
        {tab === 'details' ? (
          <RecordForm
            form={definition}
            value={editing.isOn ? editing.draft : record.data}
            mode={editing.isOn ? 'edit' : 'view'}
            errors={editing.errors}
            onChange={editing.change}
            onSubmit={() => void editing.save()}
          />
        ) : null}
        {tab === 'references' ? <References form={form.key} id={record.id} /> : null}
        {tab === 'history' ? (
          <History form={form.key} definition={definition} record={record} undo={undo} onChanged={onWrote} />
        ) : null}
      </div>
    </article>
  );
}
