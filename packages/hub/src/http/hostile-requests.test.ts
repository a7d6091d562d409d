import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isOneAnswer, sendRaw } from '../testing/raw-connection.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

/** Bytes on real sockets, to a hub that listens: no client between them that would mend anything. */

let hub: TestHub;
let port: number;
beforeAll(async () => {
  hub = await createTestHub();
  await hub.app.listen({ host: '127.0.0.1', port: 0 });
  port = hub.app.addresses()[0]?.port ?? 0;
});
afterAll(async () => {
  hub.app.server.closeAllConnections();
  await hub.end();
});

/** The key that only a running hub knows is put in its place when a request is sent. */
const authorization = 'Authorization: Bearer KEY';
const json = 'Content-Type: application/json';
const chunked = 'Transfer-Encoding: chunked';

function request(line: string, ...headers: readonly string[]): string {
  return `${[`${line} HTTP/1.1`, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n`;
}

function post(...headers: readonly string[]): string {
  return request('POST /api/v1/datasets', authorization, json, ...headers);
}

function send(bytes: string | Uint8Array, sending: Parameters<typeof sendRaw>[2]) {
  return sendRaw(
    port,
    typeof bytes === 'string' ? bytes.replace('KEY', hub.apiKey) : bytes,
    sending,
  );
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Memory that is still held when garbage was collected, in MB. */
function heldMegabytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

const oneMegabyte = 'a'.repeat(2 ** 20);
const chunkOfOneMegabyte = `100000\r\n${oneMegabyte}\r\n`;

describe('what is refused, and with which status', () => {
  test.for<[string, string | Buffer, number, string]>([
    ['no HTTP at all', Buffer.from('160301020001000100fc0303', 'hex'), 400, 'INPUT_INVALID'],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'INPUT_INVALID'],
    ['a method that is none', request('FROBNICATE /healthz'), 400, 'INPUT_INVALID'],
    ['a NUL in a header', request('GET /healthz', 'X: a\0b'), 400, 'INPUT_INVALID'],
    ['a header on two lines', request('GET /healthz', 'X: a\r\n b'), 400, 'INPUT_INVALID'],
    ['no Host', 'GET /healthz HTTP/1.1\r\n\r\n', 400, 'INPUT_INVALID'],
    ['a second Host', request('GET /healthz', 'Host: evil.example'), 400, 'INPUT_INVALID'],
    [
      'a header of 100 kB',
      request('GET /healthz', `X: ${'a'.repeat(100_000)}`),
      431,
      'INPUT_HEADERS_TOO_LARGE',
    ],
    [
      '100,000 headers',
      request('GET /healthz', ...Array.from({ length: 100_000 }, (_, index) => `X-${index}: 1`)),
      431,
      'INPUT_HEADERS_TOO_LARGE',
    ],
    [
      'an address of 100 kB',
      request(`GET /${'a'.repeat(100_000)}`),
      431,
      'INPUT_HEADERS_TOO_LARGE',
    ],
    [
      'an id of 10 kB',
      request(`GET /api/v1/models/${'a'.repeat(10_000)}`, authorization),
      400,
      'INPUT_INVALID',
    ],
    ['TRACE', request('TRACE /healthz'), 404, 'INPUT_NOT_FOUND'],
    ['CONNECT', request('CONNECT evil.example:443'), 404, 'INPUT_NOT_FOUND'],
    ['a length and chunks', `${post(chunked, 'Content-Length: 2')}0\r\n\r\n`, 400, 'INPUT_INVALID'],
    ['two lengths', `${post('Content-Length: 2', 'Content-Length: 3')}{} `, 400, 'INPUT_INVALID'],
    ['a negative length', post('Content-Length: -1'), 400, 'INPUT_INVALID'],
    ['a chunk without a size', `${post(chunked)}zz\r\n`, 400, 'INPUT_INVALID'],
    [
      'a chunk with a long extension',
      `${post(chunked)}2;${'a'.repeat(30_000)}\r\n{}\r\n0\r\n\r\n`,
      400,
      'INPUT_INVALID',
    ],
    ['a length that says 2 GB', post('Content-Length: 2000000000'), 413, 'INPUT_TOO_LARGE'],
    [
      'the same, asked for first',
      post('Content-Length: 2000000000', 'Expect: 100-continue'),
      413,
      'INPUT_TOO_LARGE',
    ],
    ['a length too short', `${post('Content-Length: 2')}{"name":"x"}`, 400, 'INPUT_INVALID'],
    [
      'chunks that are compressed',
      `${post('Transfer-Encoding: gzip, chunked')}0\r\n\r\n`,
      415,
      'INPUT_BODY_UNSUPPORTED',
    ],
    [
      'an unknown encoding',
      `${post('Content-Encoding: br', 'Content-Length: 2')}{}`,
      415,
      'INPUT_BODY_UNSUPPORTED',
    ],
    [
      'another type',
      `${request('POST /api/v1/datasets', authorization, 'Content-Type: text/xml', 'Content-Length: 4')}<a/>`,
      415,
      'INPUT_BODY_UNSUPPORTED',
    ],
    [
      'no type',
      `${request('POST /api/v1/datasets', authorization, 'Content-Length: 2')}{}`,
      415,
      'INPUT_BODY_UNSUPPORTED',
    ],
    [
      'an unknown field',
      `${post('Content-Length: 24')}{"name":"x","admin":1}  `,
      400,
      'INPUT_INVALID',
    ],
    [
      'brackets without end',
      `${post('Content-Length: 1000000')}${'['.repeat(1_000_000)}`,
      400,
      'INPUT_INVALID',
    ],
  ])('%s (fault F12)', async ([_what, bytes, status, code]) => {
    const answer = await send(bytes, { isEnough: isOneAnswer });
    expect([answer.status, answer.body?.code]).toEqual([status, code]);
    expect(answer.body).toMatchObject({
      message: expect.any(String),
      remedy: expect.any(String),
      requestId: expect.any(String),
    });
  });

  test('a bomb is not unpacked (fault F12)', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '), { level: 9 });
    const head = post('Content-Encoding: gzip', `Content-Length: ${bomb.length}`).replace(
      'KEY',
      hub.apiKey,
    );
    const answer = await send(Buffer.concat([Buffer.from(head), bomb]), {
      isEnough: isOneAnswer,
    });
    expect(answer.body).toMatchObject({ code: 'INPUT_BODY_UNSUPPORTED' });
  });
});

describe('what is only odd, and is answered', () => {
  test.for<[string, string, number]>([
    ['an address with a host in it', request('GET http://localhost/healthz'), 200],
    [
      'an upgrade to something else',
      request('GET /healthz', 'Connection: Upgrade', 'Upgrade: websocket'),
      200,
    ],
    ['another expectation', request('GET /healthz', 'Expect: miracle'), 200],
    [
      'a body that is asked for first',
      `${post('Content-Length: 13', 'Expect: 100-continue')}{"name":"Ex"}`,
      201,
    ],
    [
      'a body in chunks of a byte',
      `${post(chunked)}${[...'{"name":"Chunks"}'].map((byte) => `1\r\n${byte}\r\n`).join('')}0\r\n\r\n`,
      201,
    ],
  ])('%s (fault F12)', async ([_what, bytes, status]) => {
    const answer = await send(bytes, {
      isEnough: (text) => isOneAnswer(text.replace(/^HTTP\/1.1 100[^\n]*\r\n\r\n/, '')),
    });
    expect(answer.status).toBe(status);
  });
});

test('who sends without end is answered, then cut off, and nothing of it is kept (fault F12)', async () => {
  const before = heldMegabytes();
  const statuses = await Promise.all([
    send(post(chunked), { endless: chunkOfOneMegabyte }),
    send(post('Content-Length: 1073741824'), { endless: oneMegabyte }),
    send(request('POST /api/v1/datasets', json, chunked), { endless: chunkOfOneMegabyte }),
    send(request('POST /nothing', json, chunked), { endless: chunkOfOneMegabyte }),
    send(request('GET /api/v1/models', authorization, json, chunked), {
      endless: chunkOfOneMegabyte,
    }),
  ]);
  expect(statuses.map(({ status }) => status)).toEqual([413, 413, 401, 413, 200]);
  // What the sockets still hold goes when they have closed, which takes a moment.
  await expect.poll(() => heldMegabytes() - before).toBeLessThan(32);
});

test('who sends requests and waits for no answer has no more than a thousand at work (fault F12)', async () => {
  const before = heldMegabytes();
  const answer = await send(request('GET /api/v1/models', authorization), {
    endless: request('GET /api/v1/models', `Authorization: Bearer ${hub.apiKey}`).repeat(1000),
  });
  // The last ones may be lost: what was sent on top of them resets the connection.
  const answered = answer.text.match(/HTTP\/1\.1 200/g)?.length ?? 0;
  expect(answered).toBeGreaterThan(0);
  expect(answered).toBeLessThanOrEqual(1000);
  await expect.poll(() => heldMegabytes() - before).toBeLessThan(64);
});
