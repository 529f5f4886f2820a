import { ApiProblem } from '@/api/ApiProblem';
import { base, linkHeader } from '@/api/client';
import { viewTicket } from '@/api/viewTicket';

/** A stored file as records hold it. */
export interface StoredFile {
  id: string;
  name: string;
  size: number;
  mime: string;
  sha256?: string;
}

export interface FileOptions {
  multiple?: boolean;
  /** In bytes. */
  maxSize?: number;
  /** Media types or endings, such as "image/png" or ".pdf". */
  accept?: string[];
}

/** Pictures and downloads are fetched without headers, so that a view as another person goes along in the address. */
export function fileAddress(id: string, download = false) {
  const view = viewTicket();
  const query = new URLSearchParams({
    ...(download ? { download: '1' } : {}),
    ...(view ? { viewAs: view } : {}),
  });
  return `${base}/files/${id}${query.size > 0 ? `?${query.toString()}` : ''}`;
}

export const filesOf = (value: unknown): StoredFile[] =>
  (Array.isArray(value) ? value : value ? [value] : []).filter(
    (each): each is StoredFile => typeof each === 'object' && each !== null && 'id' in each,
  );

export function fileSize(bytes: number) {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return `${(bytes / 1000 ** power).toFixed(power > 1 ? 1 : 0)} ${units[power]}`;
}

/** Sends one file; fetch cannot tell how far it is, XMLHttpRequest can. */
export function upload(
  file: File,
  language: string,
  onProgress: (part: number) => void,
): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('file', file);
    request.open('POST', `${base}/files`);
    request.setRequestHeader('X-FormsHub', '1');
    request.setRequestHeader('Accept-Language', language);
    const byLink = linkHeader();
    if (byLink) request.setRequestHeader('Authorization', byLink);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new ApiProblem(0, { code: 'offline' }));
    request.onload = () => {
      const answer = read(request.responseText);
      if (request.status < 300) resolve(answer as unknown as StoredFile);
      else reject(new ApiProblem(request.status, answer));
    };
    request.send(body);
  });
}

const underway = new Set<Promise<unknown>>();

/** Notes that something is on its way, so that nobody saves without it. */
export function track<Result>(work: Promise<Result>): Promise<Result> {
  const done = work.finally(() => underway.delete(done));
  underway.add(done);
  return done;
}

/** Ends when nothing is on its way any more; what failed says so beside its field. */
export async function uploadsSettled() {
  while (underway.size > 0) await Promise.allSettled([...underway]);
}

/** Whether the field takes a file: by its type, such as "image/*", or its ending. */
export const isAccepted = ({ name, type }: Pick<File, 'name' | 'type'>, accept: string[] | undefined) =>
  !accept?.length ||
  accept.some((each) =>
    each.startsWith('.')
      ? name.toLowerCase().endsWith(each.toLowerCase())
      : // What the browser does not know is for the server to look at.
        type === '' || (each.endsWith('/*') ? type.startsWith(each.slice(0, -1)) : type === each),
  );

function read(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
