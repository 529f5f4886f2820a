import { HistoryOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { changeSets, type ChangeFilter } from './api/changeSets';
import { ChangePanel } from './ChangePanel';
import panel from './ChangePanel.module.css';
import { ChangesTable } from './ChangesTable';
import { ListFilter } from './ListFilter';
import styles from './recovery.module.css';
import { useFilterParams } from '@/lib/useFilterParams';

/** Who changed what, newest first; each change set can be taken back as a whole. */
export function ChangesPage() {
  const { t } = useTranslation('recovery');
  const params = useFilterParams();
  const { id } = useParams();
  const { search } = useLocation();
  const navigate = useNavigate();
  const to = (one?: string) => `/changes${one ? `/${one}` : ''}${search}`;
  const filter: ChangeFilter = {
    form: params.get('form'),
    by: params.get('by'),
    via: params.get('via'),
    from: params.get('from'),
    to: params.get('to'),
  };
  const isFiltered = Object.values(filter).some(Boolean);
  const list = useInfiniteQuery({
    queryKey: ['change-sets', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => changeSets(filter, pageParam),
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null),
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <div className={panel.screen}>
      <div className={panel.list}>
        <PageHeader title={t('changes.title')} subtitle={t('changes.subtitle')} />
        <ListFilter params={params} of="changes" />
        {list.isPending ? <SkeletonRows label={t('loading')} /> : null}
        {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isSuccess && items.length === 0 ? (
          <EmptyState
            icon={<HistoryOutlined aria-hidden />}
            title={isFiltered ? t('changes.noneFiltered') : t('changes.none')}
            hint={isFiltered ? t('changes.noneFilteredHint') : t('changes.noneHint')}
            action={
              isFiltered ? (
                <Button
                  onClick={() =>
                    params.set({
                      form: undefined,
                      by: undefined,
                      via: undefined,
                      from: undefined,
                      to: undefined,
                    })
                  }
                >
                  {t('filter.clear')}
                </Button>
              ) : null
            }
          />
        ) : null}
        {items.length > 0 ? <ChangesTable items={items} open={id} to={to} /> : null}
        {list.hasNextPage ? (
          <div className={styles.more}>
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('more')}
            </Button>
          </div>
        ) : null}
      </div>
      {id ? <ChangePanel id={id} to={to} onClose={() => void navigate(to())} /> : null}
    </div>
  );
}
