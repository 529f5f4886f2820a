import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Findings } from '@/components/contract/Findings';
import { ErrorState } from '@/components/ErrorState';
import { RelativeTime } from '@/components/RelativeTime';
import { SkeletonRows } from '@/components/Skeleton';
import { Tag } from '@/components/Tag';
import { operationsOf, type Token } from '../api/tokens';
import styles from '../people.module.css';

/** What a token has asked by GraphQL in the last 90 days, and whether it still may. */
export function OperationsOfToken({ token }: { token: Token }) {
  const { t } = useTranslation(['people', 'contract']);
  const operations = useInfiniteQuery({
    queryKey: ['token-operations', token.id],
    queryFn: ({ pageParam }) => operationsOf(token.id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
  });
  const items = operations.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <p className={styles.note}>{t('tokens.operationsHint')}</p>
      {operations.isPending ? <SkeletonRows rows={3} label={t('loading')} /> : null}
      {operations.isError ? (
        <ErrorState error={operations.error} onRetry={() => void operations.refetch()} />
      ) : null}
      {operations.isSuccess && items.length === 0 ? <p>{t('tokens.noOperations')}</p> : null}
      <ul className={styles.operations}>
        {items.map((item, index) => (
          <li key={index}>
            <div>
              <b>{item.name ?? t(`contract:unnamed.${item.kind as 'query'}`)}</b>{' '}
              {item.name ? <Tag>{t(`contract:kind.${item.kind as 'query'}`)}</Tag> : null}{' '}
              {item.errors.length > 0 ? (
                <Tag tone="lost">{t('tokens.refusedNow')}</Tag>
              ) : item.deprecated.length > 0 ? (
                <Tag tone="ageing">{t('contract:outdated')}</Tag>
              ) : null}
            </div>
            <small>
              {t('contract:uses', { count: item.uses })} · <RelativeTime at={item.lastUsedAt} />
            </small>
            <Findings {...item} />
            <details>
              <summary>{t('tokens.document')}</summary>
              <pre lang="en">{item.document}</pre>
            </details>
          </li>
        ))}
      </ul>
      {operations.hasNextPage ? (
        <Button loading={operations.isFetchingNextPage} onClick={() => void operations.fetchNextPage()}>
          {t('tokens.moreOperations')}
        </Button>
      ) : null}
    </>
  );
}
