import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ChangeSet } from '@/api/types';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import { recordChangesQuery } from './api/changeSet';
import styles from './ChangePanel.module.css';
import { RecordChange } from './RecordChange';

/** The records of a change set: the first ones at once, the others when asked for. */
export function RecordChanges({ changeSet }: { changeSet: ChangeSet }) {
  const { t } = useTranslation('recovery');
  const { data, isPending, isError, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(recordChangesQuery(changeSet.id));
  if (isPending) return <SkeletonRows rows={6} label={t('loading')} />;
  if (isError && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const items = data.pages.flatMap((page) => page.items);
  const isShort = items.length <= 3;
  return (
    <>
      <ol className={styles.records}>
        {items.map((change) => (
          <RecordChange
            key={`${change.record} ${change.rev}`}
            change={change}
            withForm={(changeSet.forms?.length ?? 0) > 1}
            isOpen={isShort}
          />
        ))}
      </ol>
      {items.length === 0 ? <p className={styles.muted}>{t('changes.nothing')}</p> : null}
      {isError ? <ErrorState error={error} onRetry={() => void fetchNextPage()} /> : null}
      {hasNextPage && !isError ? (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}
