import { api } from '@/api/client';
import type { Answer, Page } from '@/api/types';

export type BinItem = Answer<'ListRecycleBinItem'>;

export interface BinFilter {
  form: string | undefined;
  q: string | undefined;
  by: string | undefined;
  from: string | undefined;
  to: string | undefined;
}

export const recycleBin = (filter: BinFilter, after: string | null) =>
  api.get<Page<BinItem>>('/recycle-bin', { query: { ...filter, first: 100, after, count: after === null } });
