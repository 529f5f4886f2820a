import { useCallback, useMemo, useRef, useState } from 'react';
import type { RecordItem } from '@/api/types';
import type { PageCache } from './table/PageCache';

export interface Selection {
  size: number;
  records: RecordItem[];
  has: (id: string) => boolean;
  /** One, or with shift everything from the last one touched. */
  toggle: (index: number, range: boolean) => void;
  add: (records: RecordItem[]) => void;
  clear: () => void;
}

/** The records chosen for a bulk action; they stay chosen while one scrolls. */
export function useSelection(cache: PageCache): Selection {
  const [chosen, setChosen] = useState<ReadonlyMap<string, RecordItem>>(new Map());
  const anchor = useRef(0);

  const toggle = useCallback(
    (index: number, range: boolean) => {
      const from = range ? Math.min(anchor.current, index) : index;
      const to = range ? Math.max(anchor.current, index) : index;
      anchor.current = index;
      setChosen((before) => {
        const next = new Map(before);
        const target = cache.at(index);
        const on = range || (target !== undefined && !before.has(target.id));
        for (let at = from; at <= to; at++) {
          const record = cache.at(at);
          if (record && on) next.set(record.id, record);
          else if (record) next.delete(record.id);
        }
        return next;
      });
    },
    [cache],
  );

  const add = useCallback(
    (records: RecordItem[]) =>
      setChosen((before) => new Map([...before, ...records.map((each) => [each.id, each] as const)])),
    [],
  );
  const clear = useCallback(() => setChosen(new Map()), []);

  return useMemo(
    () => ({
      size: chosen.size,
      records: [...chosen.values()],
      has: (id: string) => chosen.has(id),
      toggle,
      add,
      clear,
    }),
    [chosen, toggle, add, clear],
  );
}
