import { api } from '@/api/client';
import type { Localized, Named, Page } from '@/api/types';

export interface BinItem {
  id: string;
  form: string;
  formTitle?: Localized | null;
  title: string;
  deletedAt: string;
  deletedBy: Named | null;
  changeSet: string;
}

export interface BinFilter {
  form: string | undefined;
  q: string | undefined;
  by: string | undefined;
  from: string | undefined;
  to: string | undefined;
}

export const recycleBin = (filter: BinFilter, after: string | null) =>
  api.get<Page<BinItem>>('/recycle-bin', { query: { ...filter, first: 100, after, count: after === null } });
