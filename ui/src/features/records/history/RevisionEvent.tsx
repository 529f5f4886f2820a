import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { may } from '@/api/rights';
import type { Form, FormDefinition, RecordItem, Revision } from '@/api/types';
import { RelativeTime } from '@/components/RelativeTime';
import { toast } from '@/components/toasts';
import { UndoDialog } from '@/components/differences/UndoDialog';
import type { useUndo } from '@/components/useUndo';
import { fieldType } from '@/fields';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { revertRecord } from '../api/revertRecord';
import { AsItWas } from './AsItWas';
import { diffLines } from '@/components/differences/diffLines';
import { DiffTable } from '@/components/differences/DiffTable';
import styles from './history.module.css';

interface Props {
  form: Form;
  definition: FormDefinition;
  record: RecordItem;
  revision: Revision;
  isLatest: boolean;
  undo: ReturnType<typeof useUndo>;
  onChanged: (record?: RecordItem) => void;
}

const longest = 6;

/** One revision: who, when, what became of what. */
export function RevisionEvent({ form, definition, record, revision, isLatest, undo, onChanged }: Props) {
  const { t } = useTranslation('records');
  const { language } = useLanguage();
  const [open, setOpen] = useState<'as-it-was' | 'undo'>();
  const [all, setAll] = useState(false);
  const lines = diffLines(revision.changes, definition, language, (value, field) =>
    fieldType(field.type).text(value, field, language),
  );
  const isCreate = revision.op === 'create';
  const shown = all ? lines : isCreate ? [] : lines.slice(0, longest);
  const canPutBack =
    !record.deletedAt && may(form, 'revert') && (revision.op === 'update' || revision.op === 'revert');

  const putBack = useMutation({
    mutationFn: (field: string) => revertRecord(form.key, record.id, revision.rev - 1, [field]),
    onSuccess: (saved, field) => {
      undo.say(
        t('history.putBackDone', { field: lines.find((line) => line.field === field)?.label ?? field }),
        saved.changeSet,
      );
      onChanged(saved);
    },
    onError: (error) =>
      toast(error instanceof ApiProblem ? error.sentence : t('edit.failed'), { tone: 'error' }),
  });

  return (
    <li className={`${styles.event} ${styles[revision.op] ?? ''} ${isLatest ? styles.latest : ''}`}>
      <p>
        <b>{revision.by?.title ?? t('system.name')}</b> {t(`history.op.${revision.op}`)}
        {revision.via && revision.via !== 'ui' ? ` (${t(`history.via.${revision.via}`)})` : ''}
        <span className={styles.muted}>
          {' · '}
          <RelativeTime at={revision.at} />
        </span>
      </p>
      {shown.length > 0 ? (
        <DiffTable
          lines={shown}
          {...(canPutBack
            ? { onPutBack: (field: string) => putBack.mutate(field), busy: putBack.isPending }
            : {})}
        />
      ) : null}
      <div className={styles.links}>
        {lines.length > shown.length ? (
          <button type="button" onClick={() => setAll(true)}>
            {t('history.allFields', { count: lines.length })}
          </button>
        ) : null}
        {isLatest || revision.op === 'delete' ? null : (
          <button type="button" onClick={() => setOpen('as-it-was')}>
            {t('history.asItWas')}
          </button>
        )}
        {may(form, 'revert') ? (
          <button type="button" onClick={() => setOpen('undo')}>
            {t('history.undo')}
          </button>
        ) : null}
        <span className={styles.muted}>{t('history.rev', { rev: revision.rev })}</span>
      </div>
      {open === 'as-it-was' ? (
        <AsItWas
          form={form}
          definition={definition}
          record={record}
          revision={revision}
          undo={undo}
          onChanged={onChanged}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
      {open === 'undo' ? (
        <UndoDialog
          changeSet={revision.changeSet}
          onClose={() => setOpen(undefined)}
          onDone={() => onChanged()}
        />
      ) : null}
    </li>
  );
}
