import { api, send } from '@/api/client';
import type { FormDefinition } from '@/api/types';

const path = (form: string) => `/forms/${encodeURIComponent(form)}`;

export interface SavedDraft {
  definition: FormDefinition;
  /** The draft's revision, to be sent back as If-Match. */
  rev: string;
}

export async function readDraft(form: string): Promise<SavedDraft> {
  const { value, rev } = await api.getTagged<FormDefinition>(`${path(form)}/draft`);
  return { definition: value, rev: rev ?? '' };
}

export async function saveDraft(form: string, definition: FormDefinition, rev: string): Promise<SavedDraft> {
  const response = await send('PUT', `${path(form)}/draft`, { body: definition, rev });
  const saved = (await response.json()) as FormDefinition;
  return {
    definition: saved,
    rev: response.headers.get('ETag')?.replace(/^W\//, '').replaceAll('"', '') ?? '',
  };
}
