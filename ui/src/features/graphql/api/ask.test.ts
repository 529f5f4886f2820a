import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '@/api/ApiProblem';
import { ask, follow, type Response as Told } from './ask';

const answers = (body: BodyInit, type: string, status = 200) =>
  vi
    .spyOn(globalThis, 'fetch')
    .mockResolvedValue(new Response(body, { status, headers: { 'Content-Type': type } }));

afterEach(() => vi.restoreAllMocks());

describe('asking', () => {
  it('goes with the session, and with the header that no other site can send', async () => {
    const fetched = answers('{"data": {"a": 1}}', 'application/json');
    expect(await ask({ document: '{ a }', variables: { b: 2 } })).toEqual({ data: { a: 1 } });
    const [path, init] = fetched.mock.calls[0] ?? [];
    expect(path).toBe('/graphql');
    expect((init?.headers as Headers).get('X-FormsHub')).toBe('1');
    expect(init?.credentials).toBe('same-origin');
    expect(JSON.parse(String(init?.body))).toEqual({ query: '{ a }', variables: { b: 2 } });
  });

  it('takes errors as a response, whatever the status', async () => {
    answers('{"errors": [{"message": "no"}]}', 'application/graphql-response+json', 400);
    expect(await ask({ document: '{' })).toEqual({ errors: [{ message: 'no' }] });
  });

  it('fails where something else answers', async () => {
    answers('<html>', 'text/html', 502);
    await expect(ask({ document: '{ a }' })).rejects.toBeInstanceOf(ApiProblem);
  });
});

describe('following', () => {
  const told = async (text: string, size: number) => {
    const bytes = new TextEncoder().encode(text);
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    answers(stream, 'text/event-stream');
    const heard: Told[] = [];
    await follow(
      { document: 'subscription { a }' },
      (each) => heard.push(each),
      new AbortController().signal,
    );
    return heard;
  };

  it.each([1, 7, 1000])('hears events, however they are cut: %i bytes', async (size) => {
    const events =
      ': hello\n\nevent: next\ndata: {"data": {"a": "张伟"}}\n\nevent: next\r\ndata: {"data": null}\r\n\r\nevent: complete\ndata:\n\nevent: next\ndata: {}\n\n';
    expect(await told(events, size)).toEqual([{ data: { a: '张伟' } }, { data: null }]);
  });

  it('tells what was refused', async () => {
    answers('{"errors": [{"message": "no"}]}', 'application/json', 401);
    const heard: Told[] = [];
    await follow(
      { document: 'subscription { a }' },
      (each) => heard.push(each),
      new AbortController().signal,
    );
    expect(heard).toEqual([{ errors: [{ message: 'no' }] }]);
  });
});
