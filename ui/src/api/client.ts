import { ApiProblem } from './ApiProblem';
import { forgetViewTicket, viewTicket } from './viewTicket';

export interface Options {
  query?: Record<string, string | number | boolean | null | undefined> | undefined;
  body?: unknown;
  /** The revision the change is based on: sent as If-Match. */
  rev?: number | string | undefined;
  /** The same key twice makes one record. Creates get one by themselves. */
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
  /** What to answer with, where there is a choice; JSON by default. */
  accept?: string | undefined;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export const base = '/api/v1';

let language = 'zh-CN';
let onSignedOut: () => void = () => undefined;

let link: string | undefined;

/** From now on everything is asked as whoever has this link, and not as the one signed in. */
export function comeByLink(credentials: string | undefined) {
  link = credentials;
}
export const isByLink = () => link !== undefined;
export const linkHeader = () => (link === undefined ? undefined : `Link ${link}`);

export const setClientLanguage = (next: string) => (language = next);
let onSignInUnfinished: () => void = () => undefined;
/** A password to be changed, or a second factor to be set up, before anything else is answered. */
export const whenSignInIsUnfinished = (act: () => void) => (onSignInUnfinished = act);
export const whenSignedOut = (act: () => void) => (onSignedOut = act);
/** Whoever came by a link has no session that could end. */
export const sessionEnded = () => {
  if (!isByLink()) onSignedOut();
};

export function newKey() {
  // randomUUID exists only in secure contexts; a server on the office network may be plain http.
  return (
    crypto.randomUUID?.() ??
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('')
  );
}

/** Who asks, and in which language the server is to say what it says in words. */
export function callerHeaders(): Headers {
  const headers = new Headers({ 'Accept-Language': language });
  if (link !== undefined) headers.set('Authorization', `Link ${link}`);
  const view = viewTicket();
  if (view) headers.set('X-FormsHub-View-As', view);
  return headers;
}

export async function send(method: Method, path: string, options: Options = {}): Promise<Response> {
  const url = new URL(base + path, window.location.origin);
  for (const [name, value] of Object.entries(options.query ?? {}))
    if (value !== undefined && value !== null && value !== '') url.searchParams.set(name, String(value));

  const headers = callerHeaders();
  headers.set('Accept', options.accept ?? 'application/json');
  if (method !== 'GET') headers.set('X-FormsHub', '1');
  if (method === 'POST') headers.set('Idempotency-Key', options.idempotencyKey ?? newKey());
  if (options.rev !== undefined) headers.set('If-Match', `"${options.rev}"`);
  const isForm = options.body instanceof FormData;
  if (options.body !== undefined && !isForm) headers.set('Content-Type', 'application/json');

  const response = await fetch(url, {
    method,
    headers,
    credentials: 'same-origin',
    body: isForm
      ? (options.body as FormData)
      : options.body === undefined
        ? null
        : JSON.stringify(options.body),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw offlineProblem();
  });
  if (response.ok) return response;

  // What stands between browser and server may answer too, and not as a problem document.
  const body = (await response.json().catch(() => ({ detail: noAnswer(response.status) }))) as Record<
    string,
    unknown
  >;
  if (headers.has('X-FormsHub-View-As') && body.code === 'view_as_ended') {
    forgetViewTicket();
    window.location.assign('/people');
  }
  if (response.status === 401 && !path.startsWith('/auth/')) sessionEnded();
  if (body.code === 'second_factor_needed' || body.code === 'password_change_needed') onSignInUnfinished();
  throw new ApiProblem(response.status, body);
}

/** No answer came at all. */
export const offlineProblem = () => new ApiProblem(0, { code: 'offline', detail: offline() });

const offline = () =>
  language === 'zh-CN'
    ? '连不上服务器。内容还在，恢复连接后再试。'
    : 'The server cannot be reached. Nothing is lost; try again once you are connected.';

const noAnswer = (status: number) =>
  language === 'zh-CN'
    ? `服务器没有正常应答（${status}），请稍后再试。`
    : `The server did not answer as it should (${status}). Try again in a moment.`;

async function json<T>(method: Method, path: string, options?: Options): Promise<T> {
  const response = await send(method, path, options);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Calls of `/api/v1`. Errors are thrown as ApiProblem. */
export const api = {
  get: <T>(path: string, options?: Options) => json<T>('GET', path, options),
  post: <T>(path: string, body?: unknown, options?: Options) =>
    json<T>('POST', path, { ...options, body: body ?? {} }),
  put: <T>(path: string, body: unknown, options?: Options) => json<T>('PUT', path, { ...options, body }),
  patch: <T>(path: string, body: unknown, options?: Options) => json<T>('PATCH', path, { ...options, body }),
  delete: <T>(path: string, options?: Options) => json<T>('DELETE', path, options),
  upload: <T>(path: string, body: FormData) => json<T>('POST', path, { body }),
  /** With the ETag beside the body, for things edited by If-Match that do not carry their own rev. */
  async getTagged<T>(path: string): Promise<{ value: T; rev: string | undefined }> {
    const response = await send('GET', path);
    const value = (await response.json()) as T;
    return { value, rev: response.headers.get('ETag')?.replace(/^W\//, '').replaceAll('"', '') };
  },
};
