import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordItem } from '@/api/types';
import { ErrorState } from '@/components/ErrorState';
import { SkeletonRows } from '@/components/Skeleton';
import type { Column } from '../columns';
import type { PageCache, Snapshot } from '../table/PageCache';
import { RecordCard } from './RecordCard';
import styles from './cards.module.css';

interface Props {
  cache: PageCache;
  snapshot: Snapshot;
  columns: Column[];
  onOpen: (record: RecordItem) => void;
  empty: ReactNode;
}

/** The same list on a phone: a title, two facts, and the call button. */
export function RecordCards({ cache, snapshot, columns, onOpen, empty }: Props) {
  const { t } = useTranslation('records');
  const viewport = useRef<HTMLDivElement>(null);
  const cards = useVirtualizer({
    count: snapshot.length + (snapshot.hasMore ? 1 : 0),
    getScrollElement: () => viewport.current,
    estimateSize: () => 72,
    overscan: 8,
    useFlushSync: false,
  });
  const visible = cards.getVirtualItems();
  const first = visible[0]?.index ?? 0;
  const last = visible.at(-1)?.index ?? 0;

  useEffect(() => {
    if (snapshot.length > 0) cache.show(first, last, 60);
  }, [cache, first, last, snapshot]);

  if (snapshot.error && snapshot.length === 0)
    return <ErrorState error={snapshot.error} onRetry={() => cache.retry()} />;
  if (snapshot.length === 0 && snapshot.hasMore) return <SkeletonRows rows={8} label={t('loading')} />;
  if (snapshot.length === 0) return empty;

  return (
    <div ref={viewport} className={styles.viewport}>
      <ul style={{ height: cards.getTotalSize() }} className={styles.list}>
        {visible.map(({ index, start }) => {
          const record = cache.at(index);
          return (
            <li key={index} ref={cards.measureElement} data-index={index} style={{ top: start }}>
              {record ? (
                <RecordCard record={record} columns={columns} onOpen={onOpen} />
              ) : (
                <SkeletonRows rows={2} label={t('loading')} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
