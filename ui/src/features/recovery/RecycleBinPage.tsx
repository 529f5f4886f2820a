import { DeleteOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { PageHeader } from '@/components/PageHeader';
import { SkeletonRows } from '@/components/Skeleton';
import { useUndo } from '@/components/useUndo';
import { useNumbers } from '@/lib/useNumbers';
import { recycleBin, type BinFilter, type BinItem } from './api/recycleBin';
import { BinActions } from './BinActions';
import { BinTable } from './BinTable';
import { ListFilter } from './ListFilter';
import styles from './recovery.module.css';
import { useFilterParams } from '@/lib/useFilterParams';

/** Deleted records of all forms: find them, bring them back, or remove them for good. */
export function RecycleBinPage() {
  const { t } = useTranslation('recovery');
  const number = useNumbers();
  const params = useFilterParams();
  const filter: BinFilter = {
    form: params.get('form'),
    q: params.get('q'),
    by: params.get('by'),
    from: params.get('from'),
    to: params.get('to'),
  };
  const isFiltered = Object.values(filter).some(Boolean);
  const [chosen, setChosen] = useState<ReadonlyMap<string, BinItem>>(new Map());
  const queries = useQueryClient();
  const bin = useInfiniteQuery({
    queryKey: ['recycle-bin', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => recycleBin(filter, pageParam),
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null),
  });
  const items = useMemo(() => bin.data?.pages.flatMap((page) => page.items) ?? [], [bin.data]);
  const total = bin.data?.pages[0]?.totalCount;
  const undo = useUndo();

  const done = async () => {
    setChosen(new Map());
    await queries.invalidateQueries();
  };

  return (
    <>
      <PageHeader title={t('bin.title')} subtitle={t('bin.subtitle')} />
      <ListFilter params={params} of="bin" />
      <div className={styles.status} role="status">
        {chosen.size > 0 ? (
          <BinActions
            items={[...chosen.values()]}
            undo={undo}
            onDone={() => void done()}
            onClear={() => setChosen(new Map())}
          />
        ) : total === undefined ? null : (
          t('bin.count', { count: total, shown: number(total) })
        )}
      </div>
      {bin.isPending ? <SkeletonRows label={t('loading')} /> : null}
      {bin.isError ? <ErrorState error={bin.error} onRetry={() => void bin.refetch()} /> : null}
      {bin.isSuccess && items.length === 0 ? (
        <EmptyState
          icon={<DeleteOutlined aria-hidden />}
          title={isFiltered ? t('bin.noneFiltered') : t('bin.none')}
          hint={isFiltered ? t('bin.noneFilteredHint') : t('bin.noneHint')}
          action={
            isFiltered ? (
              <Button
                onClick={() =>
                  params.set({ form: undefined, q: undefined, by: undefined, from: undefined, to: undefined })
                }
              >
                {t('filter.clear')}
              </Button>
            ) : null
          }
        />
      ) : null}
      {items.length > 0 ? <BinTable items={items} chosen={chosen} onChoose={setChosen} /> : null}
      {bin.hasNextPage ? (
        <div className={styles.more}>
          <Button loading={bin.isFetchingNextPage} onClick={() => void bin.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
