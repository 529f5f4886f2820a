import { Alert, Button } from 'antd';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Data, FormDefinition, RecordItem } from '@/api/types';
import { RelativeTime } from '@/components/RelativeTime';
import { RequestButton } from '@/components/request/RequestButton';
import { secondPersonFor } from '@/components/request/secondPerson';
import { useHotkeys } from '@/lib/useHotkeys';
import { useIsPhone } from '@/lib/useMediaQuery';
import { ConflictDialog } from './ConflictDialog';
import styles from './RecordEditor.module.css';
import { RecordForm } from './RecordForm';
import { UnsavedGuard } from './UnsavedGuard';
import { useRecordEditor } from './useRecordEditor';

interface Props {
  form: FormDefinition;
  /** The record to change; without it a new one is made. */
  record?: RecordItem | undefined;
  given?: Data | undefined;
  saveLabel?: string | undefined;
  /** "next": saved with "save and add another". */
  onSaved: (record: RecordItem, then: 'done' | 'next') => void;
  onCancel?: (() => void) | undefined;
  allowNext?: boolean | undefined;
  /** Where "draft kept" is said instead of the save bar: the title bar of a phone. */
  statePlace?: HTMLElement | null | undefined;
}

/** A record being filled in or changed, with its save bar: drafts, conflicts and lost connections are taken care of here. */
export function RecordEditor({
  form,
  record,
  given,
  saveLabel,
  onSaved,
  onCancel,
  allowNext,
  statePlace,
}: Props) {
  const { t } = useTranslation('record-form');
  const editor = useRecordEditor({ form, record, given });
  const { draft, failure, isSaving } = editor;
  const isPhone = useIsPhone();
  const second = secondPersonFor(failure);

  const save = async (then: 'done' | 'next') => {
    if (isSaving) return;
    const saved = await editor.save();
    if (saved) onSaved(saved, then);
  };
  useHotkeys({ 'mod+s': () => void save('done'), 'mod+Enter': () => void save(allowNext ? 'next' : 'done') });

  const kept = (
    <span className={styles.state} role="status">
      {draft.keptAt && editor.isDirty ? t('draft.kept') : null}
    </span>
  );

  return (
    <div className={styles.editor}>
      {draft.isRestored && draft.at ? (
        <Alert
          type="info"
          className={styles.notice ?? ''}
          title={
            <>
              {t('draft.restored')} <RelativeTime at={draft.at} />
            </>
          }
          action={
            <Button size="small" type="text" onClick={editor.discard}>
              {t('draft.discard')}
            </Button>
          }
        />
      ) : null}
      <RecordForm
        form={form}
        value={editor.data}
        mode={record ? 'edit' : 'create'}
        errors={editor.errors}
        before={record ? editor.before : undefined}
        onChange={editor.change}
        onSubmit={() => void save('done')}
        alikes={{ except: record?.id }}
      />
      <div className={styles.bar}>
        {failure ? (
          <Alert
            type={failure.isOffline ? 'warning' : 'error'}
            role="alert"
            className={styles.failure ?? ''}
            title={failure.isOffline ? t('offline') : failure.sentence}
            action={second ? <RequestButton size="small" wish={second} /> : undefined}
          />
        ) : null}
        {statePlace ? createPortal(kept, statePlace) : kept}
        {onCancel ? (
          <Button
            onClick={() => {
              editor.discard();
              onCancel();
            }}
          >
            {t('cancel')}
          </Button>
        ) : null}
        {allowNext ? (
          <Button onClick={() => void save('next')} disabled={isSaving}>
            {t(isPhone ? 'saveNextShort' : 'saveNext')}
          </Button>
        ) : null}
        <Button
          type="primary"
          data-save-record
          loading={isSaving}
          onClick={() => void save('done')}
          className={styles.save ?? ''}
        >
          {saveLabel ?? t('save')}
        </Button>
      </div>
      {editor.conflict ? (
        <ConflictDialog
          form={form}
          conflict={editor.conflict}
          onClose={editor.closeConflict}
          onResolve={(keepMine) =>
            void editor.resolve(keepMine).then((saved) => saved && onSaved(saved, 'done'))
          }
        />
      ) : null}
      <UnsavedGuard active={editor.isDirty && !isSaving} onDiscard={editor.discard} />
    </div>
  );
}
