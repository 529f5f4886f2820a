import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMe } from '@/api/me';
import { may } from '@/api/rights';
import type { Form, FormDefinition, RecordItem } from '@/api/types';
import { openExplain } from '@/components/explain/explainStore';
import { readDraft } from '@/components/record-form/drafts';
import { RecordEditor } from '@/components/record-form/RecordEditor';
import { RecordForm } from '@/components/record-form/RecordForm';
import { toast } from '@/components/toasts';
import type { useUndo } from '@/components/useUndo';
import { useHotkeys } from '@/lib/useHotkeys';
import { History } from '../history/History';
import { Consents } from './Consents';
import { DeletedNote } from './DeletedNote';
import styles from './record.module.css';
import { RecordActions } from './RecordActions';
import { RecordFacts } from './RecordFacts';
import { References } from './References';
import { Seen } from './Seen';
import { UnsavedNote } from './UnsavedNote';

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

const allTabs = ['details', 'references', 'history', 'seen'] as const;

/** A record: details, what points here, history, who has seen it. The same in the panel and on the page. */
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
  const tabs = allTabs.filter(
    (each) =>
      (each !== 'history' && each !== 'seen') ||
      may(form, 'viewHistory') ||
      (each === 'seen' && may(form, 'manage')),
  );
  const tab = tabs.find((each) => each === params.get('tab')) ?? 'details';
  const setTab = (next: (typeof allTabs)[number]) =>
    setParams(
      (before) => {
        before.set('tab', next);
        return before;
      },
      { replace: true },
    );
  const { me } = useMe();
  const mayEdit = may(form, 'update');
  const [isEditing, setEditing] = useState(false);
  const isDeleted = Boolean(record.deletedAt);
  const unsaved =
    me && !isEditing && !isDeleted && mayEdit
      ? readDraft({ user: me.id, form: form.key, record: record.id })
      : undefined;

  const edit = () => {
    if (tab !== 'details') setTab('details');
    setEditing(true);
  };

  const saved = (next: RecordItem) => {
    setEditing(false);
    if (next.rev === record.rev) return;
    onWrote(next);
    undo.say(t('edit.saved', { title: next.title }), next.changeSet);
    for (const repair of next.repairs ?? []) toast(repair.message);
  };

  useHotkeys({
    ...(isDeleted || isEditing || !mayEdit ? {} : { e: edit }),
    ...(onStep && !isEditing ? { j: () => onStep(1), k: () => onStep(-1), Escape: onClose } : {}),
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
      {isDeleted ? <DeletedNote form={form} record={record} onRestored={onWrote} undo={undo} /> : null}
      {unsaved ? <UnsavedNote at={unsaved.at} onContinue={edit} /> : null}
      {isEditing ? null : (
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
            disabled={isEditing && each !== 'details'}
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
        className={isEditing ? styles.editing : undefined}
      >
        {tab === 'details' && isEditing ? (
          <RecordEditor
            form={definition}
            record={record}
            onSaved={saved}
            onCancel={() => setEditing(false)}
          />
        ) : null}
        {tab === 'details' && !isEditing ? (
          <RecordForm
            form={definition}
            value={record.data}
            mode="view"
            onExplain={(field) =>
              openExplain({ form: form.key, record: record.id, recordTitle: record.title, field })
            }
            {...(may(form, 'reveal') ? { record: record.id } : {})}
          />
        ) : null}
        {tab === 'details' && !isEditing ? <Consents form={definition} record={record} /> : null}
        {tab === 'references' ? <References form={form.key} id={record.id} /> : null}
        {tab === 'history' ? (
          <History form={form} definition={definition} record={record} undo={undo} onChanged={onWrote} />
        ) : null}
        {tab === 'seen' ? <Seen form={form.key} id={record.id} /> : null}
      </div>
    </article>
  );
}
