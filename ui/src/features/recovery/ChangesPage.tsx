import { HistoryOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { changeSets, type ChangeFilter } from './api/changeSets';
import { ChangesTable } from './ChangesTable';
import { ListFilter } from './ListFilter';
import styles from './recovery.module.css';
import { useFilterParams } from './useFilterParams';

/** Who changed what, newest first; each change set can be taken back as a whole. */
export function ChangesPage() {
  const { t } = useTranslation('recovery');
  const params = useFilterParams();
  const filter: ChangeFilter = {
    form: params.get('form'),
    by: params.get('by'),
    via: params.get('via'),
    from: params.get('from'),
    to: params.get('to'),
  };
  const list = useInfiniteQuery({
    queryKey: ['change-sets', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => changeSets(filter, pageParam),
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null),
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <>
      <PageHeader title={t('changes.title')} subtitle={t('changes.subtitle')} />
      <ListFilter params={params} withWords={false} />
      {list.isPending ? <SkeletonRows label={t('loading')} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 ? (
        <EmptyState icon={<HistoryOutlined />} title={t('changes.none')} hint={t('changes.noneHint')} />
      ) : null}
      {items.length > 0 ? <ChangesTable items={items} /> : null}
      {list.hasNextPage ? (
        <div className={styles.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
