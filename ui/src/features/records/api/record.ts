import { queryOptions } from '@tanstack/react-query';
import { ApiProblem } from '@/api/ApiProblem';
import { api } from '@/api/client';
import type { Data, RecordItem, Revision } from '@/api/types';
import { queryRecords } from '@/api/queryRecords';

const place = (form: string, id: string) => `/forms/${form}/records/${id}`;

export const recordQuery = (form: string, id: string) =>
  queryOptions({ queryKey: ['record', form, id], queryFn: () => read(form, id) });

/** The record; one that was deleted is looked up in the recycle bin, so that its page says so instead of "not found". */
async function read(form: string, id: string): Promise<RecordItem> {
  try {
    return await api.get<RecordItem>(place(form, id));
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 404) throw error;
    const binned = await queryRecords(form, { filter: { id: { eq: id } }, deleted: true, first: 1 }).catch(
      () => undefined,
    );
    const [record] = binned?.items ?? [];
    if (!record) throw error;
    return record;
  }
}

export const revisionsQuery = (form: string, id: string) =>
  queryOptions({
    queryKey: ['record', form, id, 'revisions'],
    queryFn: async () => (await api.get<{ items: Revision[] }>(`${place(form, id)}/revisions`)).items,
  });

/** The record as that revision left it. */
export const asOfQuery = (form: string, id: string, rev: number) =>
  queryOptions({
    queryKey: ['record', form, id, 'as-of', rev],
    staleTime: Infinity,
    queryFn: () =>
      api.get<{ data: Data; rev: number; title?: string }>(`${place(form, id)}/revisions/${rev}`),
  });
