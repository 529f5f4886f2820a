import { api } from '@/api/client';
import type { Answer } from '@/api/types';

export const installTemplate = (key: string, sampleData: boolean) =>
  api.post<Answer<'TemplateInstallerInstalled'>>(`/templates/${encodeURIComponent(key)}/install`, {
    sampleData,
  });
