import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { undoChangeSet, type UndoConflict } from '@/api/undoChangeSet';
import { SkeletonRows } from './Skeleton';
import { toast } from './toasts';
import styles from './UndoDialog.module.css';

interface Props {
  changeSet: string;
  onClose: () => void;
  onDone?: () => void;
}

/** What undoing a change set would do, before it does it. */
export function UndoDialog({ changeSet, onClose, onDone }: Props) {
  const { t } = useTranslation('components');
  const queries = useQueryClient();
  const [overwrite, setOverwrite] = useState(false);
  const preview = useQuery({
    queryKey: ['undo', changeSet],
    gcTime: 0,
    staleTime: 0,
    retry: false,
    queryFn: () => undoChangeSet(changeSet, { dryRun: true }),
  });
  const count = preview.data?.records ?? 0;
  const conflicts = preview.data?.conflicts ?? [];

  const undo = useMutation({
    mutationFn: () => undoChangeSet(changeSet, { overwrite }),
    onSuccess: async (report) => {
      toast(
        report.conflicts.length > 0 ? t('undoneConflicts', { count: report.conflicts.length }) : t('undone'),
        { seconds: 6 },
      );
      onClose();
      onDone?.();
      await queries.invalidateQueries();
    },
  });
  const problem = (preview.error ?? undo.error) as unknown;

  return (
    <Modal
      open
      width={520}
      title={t('undoing.title')}
      okText={t('undoing.action', { count })}
      okButtonProps={{ disabled: !preview.data || count === 0 }}
      confirmLoading={undo.isPending}
      onCancel={onClose}
      onOk={() => undo.mutate()}
    >
      {preview.isPending ? <SkeletonRows rows={2} label={t('loading')} /> : null}
      {preview.data ? <p>{count === 0 ? t('undoing.nothing') : t('undoing.says', { count })}</p> : null}
      {conflicts.length > 0 ? (
        <>
          <p className={styles.warn}>{t('undoing.conflicts', { count: conflicts.length })}</p>
          <ul className={styles.list}>
            {conflicts.slice(0, 50).map((conflict, index) => (
              <li key={index}>
                <b>{conflict.title}</b> {conflictText(conflict, t('none'))}
              </li>
            ))}
          </ul>
          <Checkbox checked={overwrite} onChange={(event) => setOverwrite(event.target.checked)}>
            {t('undoing.overwrite')}
          </Checkbox>
        </>
      ) : null}
      {problem ? (
        <p role="alert" className={styles.problem}>
          {problem instanceof ApiProblem ? problem.sentence : t('error.unknown')}
        </p>
      ) : null}
    </Modal>
  );
}

function conflictText({ field, current, before }: UndoConflict, none: string) {
  return field ? `${field}: ${show(current, none)} (← ${show(before, none)})` : '';
}

function show(value: unknown, none: string): string {
  if (value === null || value === undefined || value === '') return none;
  if (Array.isArray(value)) return value.map((each) => show(each, none)).join(', ');
  if (typeof value === 'object')
    return String(
      (value as { title?: unknown; name?: unknown }).title ?? (value as { name?: unknown }).name ?? '…',
    );
  return String(value);
}
