import { CodeOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/ApiProblem';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { RelativeTime } from '@/components/RelativeTime';
import { SkeletonRows } from '@/components/Skeleton';
import table from '@/components/table.module.css';
import { toast } from '@/components/toasts';
import { deleteSaved, putSaved, savedQuery, type SavedOperation } from '../api/saved';
import { namesIn } from '../editor/run';
import styles from '../graphql.module.css';
import type { Sent } from '../useOperation';
import { NameDialog } from './NameDialog';
import { SentOperations } from './SentOperations';

interface Props {
  sent: Sent[];
  onOpen: (operation: SavedOperation) => void;
  onSent: (operation: Sent) => void;
  onWrite: () => void;
  onGone: (id: string) => void;
}

/** The operations that one has kept, and those that were sent from this window. */
export function SavedView({ sent, onOpen, onSent, onWrite, onGone }: Props) {
  return (
    <>
      <KeptOperations onOpen={onOpen} onWrite={onWrite} onGone={onGone} />
      {sent.length > 0 ? <SentOperations sent={sent} onSent={onSent} /> : null}
    </>
  );
}

function KeptOperations({ onOpen, onWrite, onGone }: Omit<Props, 'sent' | 'onSent'>) {
  const { t } = useTranslation('graphql');
  const queries = useQueryClient();
  const saved = useQuery(savedQuery);
  const [renaming, setRenaming] = useState<SavedOperation>();
  const again = () => queries.invalidateQueries({ queryKey: savedQuery.queryKey });
  const onError = (error: unknown) =>
    toast(error instanceof ApiProblem ? error.sentence : t('failed'), { tone: 'error' });

  const bringBack = useMutation({
    mutationFn: (old: SavedOperation) => putSaved(old.id, old),
    onSuccess: again,
    onError,
  });
  const remove = useMutation({
    mutationFn: (old: SavedOperation) => deleteSaved(old.id),
    onSuccess: async (_, old) => {
      onGone(old.id);
      await again();
      toast(t('saved.deleted', { name: old.name }), {
        action: { label: t('saved.undo'), act: () => bringBack.mutate(old) },
      });
    },
    onError,
  });

  if (saved.isPending) return <SkeletonRows rows={4} label={t('loading')} />;
  if (saved.isError) return <ErrorState error={saved.error} onRetry={() => void saved.refetch()} />;
  if (saved.data.length === 0) {
    return (
      <EmptyState
        icon={<CodeOutlined aria-hidden />}
        title={t('saved.none')}
        hint={t('saved.noneHint')}
        action={<Button onClick={onWrite}>{t('saved.write')}</Button>}
      />
    );
  }
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('saved.name')}</th>
            <th scope="col">{t('saved.operations')}</th>
            <th scope="col">{t('saved.changed')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('saved.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {saved.data.map((each) => (
            <tr key={each.id}>
              <td className={table.name}>
                <button type="button" className={styles.open} onClick={() => onOpen(each)}>
                  {each.name}
                </button>
              </td>
              <td className={table.soft}>
                <code>{namesIn(each.document)}</code>
              </td>
              <td className={table.soft}>
                <RelativeTime at={each.updatedAt} />
              </td>
              <td className={table.end}>
                <Button
                  type="text"
                  size="small"
                  aria-label={t('saved.renameNamed', { name: each.name })}
                  onClick={() => setRenaming(each)}
                >
                  {t('saved.rename')}
                </Button>
                <Button
                  type="text"
                  size="small"
                  danger
                  aria-label={t('saved.deleteNamed', { name: each.name })}
                  onClick={() => remove.mutate(each)}
                >
                  {t('saved.delete')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {renaming ? (
        <NameDialog
          title={t('saved.renameNamed', { name: renaming.name })}
          action={t('saved.rename')}
          name={renaming.name}
          save={(name) => putSaved(renaming.id, { ...renaming, name })}
          onDone={() => void again()}
          onClose={() => setRenaming(undefined)}
        />
      ) : null}
    </div>
  );
}
