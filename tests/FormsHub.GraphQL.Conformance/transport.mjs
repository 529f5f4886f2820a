// Puts a running server's /graphql to others' clients and to the audit of GraphQL over HTTP. FORMSHUB names the server, FORMSHUB_TOKEN a token
// that sees the whole schema, FORMSHUB_SESSION the cookie of a session of the same person.
import assert from 'node:assert/strict';
import { auditServer } from 'graphql-http';
import { createClient as eventsClient } from 'graphql-sse';
import { createClient as socketClient } from 'graphql-ws';
import WebSocket from 'ws';

const url = `${process.env.FORMSHUB}/graphql`;
const socketUrl = url.replace(/^http/, 'ws');
const authorization = `Bearer ${process.env.FORMSHUB_TOKEN}`;
const session = process.env.FORMSHUB_SESSION;
const signedIn = (address, init = {}) => fetch(address, { ...init, headers: { ...init.headers, authorization } });

let failed = 0;
async function step(name, run) {
  try {
    await run();
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}: ${error?.stack ?? JSON.stringify(error)}`);
  }
}

/** Everything that an operation answers, by either client. */
const collect = (client, request) =>
  new Promise((resolve, reject) => {
    const results = [];
    client.subscribe(request, { next: (result) => results.push(result), error: reject, complete: () => resolve(results) });
  });

/** A socket that is spoken to by hand: what it heard, and how it was closed. */
function talk({ headers = {}, protocol = 'graphql-transport-ws' } = {}) {
  const socket = new WebSocket(socketUrl, protocol, { headers });
  const heard = [];
  const waiting = [];
  socket.on('message', (text) => {
    const message = JSON.parse(text);
    (waiting.shift() ?? ((each) => heard.push(each)))(message);
  });
  const closed = new Promise((resolve) => {
    socket.on('close', (code, reason) => resolve([code, String(reason)]));
    socket.on('error', () => {});
    socket.on('unexpected-response', (_, answer) => resolve([answer.statusCode, '']));
  });
  const opened = new Promise((resolve) => socket.on('open', resolve));
  return {
    socket,
    closed,
    say: async (message) => {
      await opened;
      socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
    },
    hear: () => (heard.length > 0 ? Promise.resolve(heard.shift()) : new Promise((resolve) => waiting.push(resolve))),
  };
}

const init = { type: 'connection_init', payload: { authorization } };
const query = '{ __type(name: "Query") { name } }';
const answer = { data: { __type: { name: 'Query' } } };

await step('GraphQL over HTTP: every clause of the audit', async () => {
  const results = await auditServer({ url, fetchFn: signedIn });
  const wrong = results.filter((result) => result.status !== 'ok').map((result) => `${result.id} ${result.name}: ${result.reason}`);
  assert.deepEqual(wrong, []);
  assert.ok(results.length >= 60, `only ${results.length} audits`);
});

await step('graphql-ws: a client with a token in connection_init', async () => {
  const client = socketClient({ url: socketUrl, webSocketImpl: WebSocket, connectionParams: { authorization }, retryAttempts: 0 });
  assert.deepEqual(await collect(client, { query }), [answer]);
  assert.deepEqual(await collect(client, { query: 'query A { a: __typename } query B($b: Boolean!) { b: __typename @include(if: $b) }', operationName: 'B', variables: { b: true } }), [
    { data: { b: 'Query' } },
  ]);
  await assert.rejects(collect(client, { query: '{ nothingOfThisName }' }), (errors) => errors[0].extensions.code === 'validation_failed');
  const many = await Promise.all(Array.from({ length: 100 }, () => collect(client, { query })));
  assert.equal(many.flat().length, 100);
  await client.dispose();
});

await step('graphql-ws: a client with a token in a header, and one with a session', async () => {
  for (const headers of [{ authorization }, { cookie: session }, { cookie: session, origin: process.env.FORMSHUB }]) {
    class Signed extends WebSocket {
      constructor(address, protocols) {
        super(address, protocols, { headers });
      }
    }
    const client = socketClient({ url: socketUrl, webSocketImpl: Signed, retryAttempts: 0 });
    assert.deepEqual(await collect(client, { query }), [answer]);
    await client.dispose();
  }
});

await step('graphql-ws: a session is not used by the pages of others', async () => {
  const { say, closed } = talk({ headers: { cookie: session, origin: 'https://elsewhere.example' } });
  await say({ type: 'connection_init' });
  assert.deepEqual(await closed, [4403, 'other_origin']);
});

await step('graphql-ws: nobody gets in without a token', async () => {
  for (const payload of [undefined, null, {}, { authorization: 'Bearer fh_nonsense' }, { authorization: 'Link abc' }, { authorization: 7 }]) {
    const { say, closed } = talk();
    await say({ type: 'connection_init', payload });
    assert.equal((await closed)[0], 4403);
  }
});

await step('graphql-ws: a wrong token in the header is refused before the socket opens', async () => {
  assert.equal((await talk({ headers: { authorization: 'Bearer fh_nonsense' } }).closed)[0], 401);
});

await step('graphql-ws: messages out of place end the talk with their code', async () => {
  const cases = [
    [[{ type: 'subscribe', id: '1', payload: { query } }], 4401],
    [[init, init], 4429],
    [['no JSON'], 4400],
    [[Buffer.from([1, 2, 3])], 4400],
    [[[]], 4400],
    [[{ type: 'surprise' }], 4400],
    [[{ type: 'connection_init', payload: 'text' }], 4400],
    [[init, { type: 'subscribe', payload: { query } }], 4400],
    [[init, { type: 'subscribe', id: '', payload: { query } }], 4400],
    [[init, { type: 'subscribe', id: '1' }], 4400],
    [[init, { type: 'complete' }], 4400],
    [[JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(1024 * 1024) } })], 1009],
  ];
  for (const [messages, code] of cases) {
    const { say, closed } = talk();
    for (const message of messages) await say(message);
    assert.equal((await closed)[0], code, JSON.stringify(messages).slice(0, 100));
  }
  assert.equal((await talk({ protocol: [] }).closed)[0], 4406);
});

await step('graphql-ws: an operation whose id is in use ends the talk', async () => {
  const { say, closed } = talk();
  await say(init);
  for (let i = 0; i < 50; i++) await say({ type: 'subscribe', id: 'same', payload: { query: query } });
  assert.equal((await closed)[0], 4409);
});

await step('graphql-ws: ping, pong, errors, complete', async () => {
  const { socket, say, hear, closed } = talk();
  await say({ type: 'ping', payload: { a: 1 } });
  assert.deepEqual(await hear(), { type: 'pong', payload: { a: 1 } });
  await say(init);
  assert.deepEqual(await hear(), { type: 'connection_ack' });
  await say({ type: 'pong' });
  await say({ type: 'complete', id: 'unknown' });
  for (const payload of [null, {}, [], { query: 7 }, { query, variables: [] }, { query: '{' }, { query: 'subscription { nothing }' }]) {
    await say({ type: 'subscribe', id: 'e', payload });
    const error = await hear();
    assert.equal(error.type, 'error');
    assert.equal(error.id, 'e');
    assert.ok(error.payload[0].message && error.payload[0].extensions.code);
  }
  await say({ type: 'subscribe', id: 'q', payload: { query } });
  assert.deepEqual(await hear(), { id: 'q', type: 'next', payload: answer });
  assert.deepEqual(await hear(), { id: 'q', type: 'complete' });
  socket.close(1000, 'Thanks');
  assert.equal((await closed)[0], 1000);
});

await step('graphql-ws: who says nothing is told that it took too long', async () => {
  const { closed } = talk();
  assert.deepEqual(await closed, [4408, 'Connection initialisation timeout']);
});

await step('graphql-sse: a client in distinct connections mode', async () => {
  const client = eventsClient({ url, fetchFn: fetch, headers: { authorization }, retryAttempts: 0 });
  assert.deepEqual(await collect(client, { query }), [answer]);
  const [refused] = await collect(client, { query: '{ nothingOfThisName }' });
  assert.equal(refused.errors[0].extensions.code, 'validation_failed');
  client.dispose();
});

await step('graphql-sse: by GET as well, and as text', async () => {
  const stream = await signedIn(`${url}?query=${encodeURIComponent(query)}`, { headers: { accept: 'text/event-stream' } });
  assert.equal(stream.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.equal(await stream.text(), `event: next\ndata: ${JSON.stringify(answer)}\n\nevent: complete\ndata: \n\n`);
  assert.equal((await fetch(url, { method: 'POST', headers: { accept: 'text/event-stream', 'content-type': 'application/json' }, body: '{}' })).status, 401);
});

process.exit(failed === 0 ? 0 : 1);
