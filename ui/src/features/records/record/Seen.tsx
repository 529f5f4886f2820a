import { EyeOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiProblem } from '@/api/ApiProblem';
import { useMe } from '@/api/me';
import { AuditSentence } from '@/components/audit-words/AuditSentence';
import { actionGroups, auditOfRecord } from '@/components/audit-words/entries';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { RelativeTime } from '@/components/RelativeTime';
import { SkeletonRows } from '@/components/Skeleton';
import styles from '../history/history.module.css';

/** Who has seen the record, newest first. */
export function Seen({ form, id }: { form: string; id: string }) {
  const { t } = useTranslation('records');
  const { isAdministrator } = useMe();
  const { data, isPending, isError, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery({
      queryKey: ['record', form, id, 'seen'],
      initialPageParam: null as string | null,
      queryFn: ({ pageParam }) => auditOfRecord(form, id, actionGroups.seen.join(','), pageParam),
      getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null),
      retry: false,
    });
  if (isPending) return <SkeletonRows rows={4} label={t('loading')} />;
  if (isError)
    return error instanceof ApiProblem && error.status === 403 ? (
      <EmptyState icon={<EyeOutlined aria-hidden />} title={t('seen.mayNot')} />
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    );
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return <EmptyState icon={<EyeOutlined aria-hidden />} title={t('seen.none')} hint={t('seen.hint')} />;
  return (
    <>
      <ol className={styles.timeline}>
        {items.map((entry) => (
          <li key={entry.id} className={styles.event}>
            <p>
              <span className={styles.muted}>
                <RelativeTime at={entry.at} />
              </span>{' '}
              <b>{entry.actor?.title ?? entry.actorName ?? t('seen.somebody')}</b>{' '}
              <AuditSentence entry={{ ...entry, record: entry.record ?? { id, title: '' } }} withoutRecord />
            </p>
            {entry.address ? (
              <p className={styles.muted}>{[entry.address, entry.agent].filter(Boolean).join(' · ')}</p>
            ) : null}
          </li>
        ))}
      </ol>
      {hasNextPage ? (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('seen.more')}
        </Button>
      ) : null}
      {isAdministrator ? (
        <p>
          <Link to={`/audit?record=${id}`}>{t('seen.audit')}</Link>
        </p>
      ) : null}
    </>
  );
}
