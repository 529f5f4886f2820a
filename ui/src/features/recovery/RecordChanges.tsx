import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeSet } from '@/api/types';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import { useNumbers } from '@/lib/useNumbers';
import { recordChangesQuery } from './api/changeSet';
import styles from './ChangePanel.module.css';
import { RecordChange } from './RecordChange';

const few = 30;
const most = 500;

/** The records of a change set: the first ones at once, the others when asked for. */
export function RecordChanges({ changeSet }: { changeSet: ChangeSet }) {
  const { t } = useTranslation('recovery');
  const number = useNumbers();
  const [first, setFirst] = useState(few);
  const { data, isPending, isError, error, isPlaceholderData, refetch } = useQuery(
    recordChangesQuery(changeSet.id, first),
  );
  if (isPending) return <SkeletonRows rows={6} label={t('loading')} />;
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const isShort = data.items.length <= 3;
  return (
    <>
      <ol className={styles.records}>
        {data.items.map((change) => (
          <RecordChange
            key={`${change.record} ${change.rev}`}
            change={change}
            withForm={(changeSet.forms?.length ?? 0) > 1}
            isOpen={isShort}
          />
        ))}
      </ol>
      {data.items.length === 0 ? <p className={styles.muted}>{t('changes.nothing')}</p> : null}
      {data.pageInfo.hasNextPage ? (
        first < most ? (
          <Button loading={isPlaceholderData} onClick={() => setFirst(most)}>
            {t('more')}
          </Button>
        ) : (
          <p className={styles.muted}>{t('changes.onlyFirst', { count: most, shown: number(most) })}</p>
        )
      ) : null}
    </>
  );
}
