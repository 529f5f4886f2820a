import { send } from '@/api/client';
import { saveFile } from '@/lib/saveFile';

/** The application as a template: a folder of JSON, zipped, without records. */
export async function exportApp(key: string) {
  const answer = await send('POST', `/apps/${encodeURIComponent(key)}/export`, {
    accept: 'application/zip, application/problem+json',
  });
  saveFile(await answer.blob(), `${key}.zip`);
}
