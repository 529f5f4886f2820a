import { api } from './client';
import type { Answer } from './types';

export type Directory = Answer<'SearchDirectoryResponse'>;

/** People and departments to pick from, by name, user name or key. */
export const directory = (q: string, signal?: AbortSignal) =>
  api.get<Directory>('/directory', { query: { q }, signal });
