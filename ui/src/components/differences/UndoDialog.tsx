import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { undoChangeSet } from '@/api/undoChangeSet';
import { SkeletonRows } from '@/components/Skeleton';
import { toast } from '@/components/toasts';
import { undoneWords } from '@/components/useUndo';
import { ConflictLine } from './ConflictLine';
import styles from './UndoDialog.module.css';

interface Props {
  changeSet: string;
  onClose: () => void;
  onDone?: () => void;
}

/** What undoing a change set would do, before it does it. */
export function UndoDialog({ changeSet, onClose, onDone }: Props) {
  const { t } = useTranslation('differences');
  const { t: say } = useTranslation('components');
  const queries = useQueryClient();
  const [overwrite, setOverwrite] = useState(false);
  const preview = useQuery({
    queryKey: ['undo', changeSet, overwrite],
    gcTime: 0,
    staleTime: 0,
    retry: false,
    placeholderData: (before) => before,
    queryFn: () => undoChangeSet(changeSet, { dryRun: true, overwrite }),
  });
  const count = preview.data?.records ?? 0;
  const conflicts = preview.data?.conflicts ?? [];

  const undo = useMutation({
    mutationFn: () => undoChangeSet(changeSet, { overwrite }),
    onSuccess: async (report) => {
      const refused = report.refused ?? [];
      const reason = refused[0]?.errors?.[0]?.message ?? '';
      if (refused.length > 0)
        toast(t('undoing.refused', { count: refused.length, reason }), { tone: 'error' });
      else toast(overwrite ? say('undone') : undoneWords(say, report), { seconds: 6 });
      onClose();
      onDone?.();
      // All but this preview: what is undone cannot be undone again.
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'undo' });
    },
  });
  const problem = (preview.error ?? undo.error) as unknown;

  return (
    <Modal
      open
      width={520}
      title={t('undoing.title')}
      okText={count === 0 ? t('components:undo') : t('undoing.action', { count })}
      okButtonProps={{ disabled: !preview.data || preview.isPlaceholderData || count === 0 }}
      confirmLoading={undo.isPending}
      onCancel={onClose}
      onOk={() => undo.mutate()}
    >
      {preview.isPending ? <SkeletonRows rows={2} label={t('components:loading')} /> : null}
      {preview.data && (count > 0 || conflicts.length === 0) ? (
        <p>{count === 0 ? t('undoing.nothing') : t('undoing.says', { count })}</p>
      ) : null}
      {conflicts.length > 0 ? (
        <>
          <p className={styles.warn}>
            {t(overwrite ? 'undoing.overwritten' : 'undoing.conflicts', { count: conflicts.length })}
          </p>
          <ul className={styles.list}>
            {conflicts.slice(0, 50).map((conflict, index) => (
              <ConflictLine key={index} conflict={conflict} />
            ))}
          </ul>
          <Checkbox checked={overwrite} onChange={(event) => setOverwrite(event.target.checked)}>
            {t('undoing.overwrite')}
          </Checkbox>
        </>
      ) : null}
      {problem ? (
        <p role="alert" className={styles.problem}>
          {problem instanceof ApiProblem ? problem.sentence : t('components:error.unknown')}
        </p>
      ) : null}
    </Modal>
  );
}
