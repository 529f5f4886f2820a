import { send } from '@/api/client';

/** The application as a template: a folder of JSON, zipped, without records. */
export async function exportApp(key: string) {
  const answer = await send('POST', `/apps/${encodeURIComponent(key)}/export`, {
    accept: 'application/zip, application/problem+json',
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `${key}.zip`;
  link.click();
  URL.revokeObjectURL(link.href);
}
