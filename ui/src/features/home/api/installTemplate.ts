import { api } from '@/api/client';

export const installTemplate = (key: string, sampleData: boolean) =>
  api.post<{ app?: string; forms?: string[]; records?: number }>(
    `/templates/${encodeURIComponent(key)}/install`,
    { sampleData },
  );
