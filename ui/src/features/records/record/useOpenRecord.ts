import { useNavigate, useSearchParams } from 'react-router';
import type { RecordItem } from '@/api/types';
import { useIsPhone } from '@/lib/useMediaQuery';
import type { PageCache } from '../table/PageCache';

/** Which record is open beside the list: it stands in the address. A phone opens the page instead. */
export function useOpenRecord(form: string, cache: PageCache, onRow: (row: number) => void) {
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const openId = isPhone ? undefined : (params.get('record') ?? undefined);

  const show = (id: string | undefined) =>
    setParams(
      (before) => {
        if (id) before.set('record', id);
        else for (const name of ['record', 'tab']) before.delete(name);
        return before;
      },
      { replace: openId !== undefined },
    );

  const open = (record: RecordItem) => {
    if (isPhone) return void navigate(`/forms/${form}/records/${record.id}`);
    const row = cache.indexOf(record.id);
    if (row >= 0) onRow(row);
    show(record.id);
  };

  const step = (by: number) => {
    const next = cache.at(cache.indexOf(openId ?? '') + by);
    if (next) open(next);
  };

  return { openId, open, step, close: () => show(undefined) };
}
