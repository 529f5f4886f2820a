import { ApiProblem } from '@/api/ApiProblem';
import { callerHeaders, offlineProblem, sessionEnded } from '@/api/client';

export interface Asked {
  document: string;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
}

export interface ResponseError {
  message: string;
  locations?: { line: number; column: number }[];
  path?: (string | number)[];
  extensions?: { code?: string };
}

export interface Response {
  data?: unknown;
  errors?: ResponseError[];
}

const path = '/graphql';
const eventStream = 'text/event-stream';

/** One operation, as whoever is signed in. What the server says against it is a response too. */
export async function ask(asked: Asked, signal?: AbortSignal): Promise<Response> {
  return read(await post(asked, 'application/graphql-response+json, application/json;q=0.9', signal));
}

/** A subscription, by server-sent events: each response is told until the server ends it or the signal does. */
export async function follow(asked: Asked, tell: (response: Response) => void, signal: AbortSignal) {
  const response = await post(asked, eventStream, signal);
  if (!response.body || !response.headers.get('Content-Type')?.startsWith(eventStream)) {
    tell(await read(response));
    return;
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
    rest = events.pop() ?? '';
    for (const event of events) {
      const lines = (name: string) =>
        event
          .split(/\r?\n/)
          .filter((line) => line.startsWith(name + ':'))
          .map((line) => line.slice(name.length + 1).trimStart());
      const [kind] = lines('event');
      if (kind === 'complete') return;
      if (kind === 'next') tell(JSON.parse(lines('data').join('\n')) as Response);
    }
  }
}

async function post({ document, variables, operationName }: Asked, accept: string, signal?: AbortSignal) {
  const headers = callerHeaders();
  headers.set('Accept', accept);
  headers.set('Content-Type', 'application/json');
  headers.set('X-FormsHub', '1');
  return fetch(path, {
    method: 'POST',
    headers,
    credentials: 'same-origin',
    body: JSON.stringify({ query: document, variables, operationName }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw offlineProblem();
  });
}

async function read(response: globalThis.Response): Promise<Response> {
  if (response.status === 401) sessionEnded();
  const body = (await response.json().catch(() => undefined)) as Record<string, unknown> | undefined;
  if (body && ('data' in body || 'errors' in body)) return body as Response;
  throw new ApiProblem(response.status, body ?? {});
}
