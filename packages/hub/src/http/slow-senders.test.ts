import { connect } from 'node:net';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from '../logger.ts';
import { isOneAnswer, sendRaw } from '../testing/raw-connection.ts';
import { createServer } from './server.ts';

/** A server with the patience of a test, and routes that read what a hub reads. */

const patience = { headersMs: 400, stallMs: 400, bodyMs: 1200, lingerMs: 200 };

let app: FastifyInstance;
let port: number;
beforeAll(async () => {
  app = createServer(createLogger('silent'), { patience });
  await app.register(multipart);
  app.post('/json', async (request) => ({ body: request.body }));
  app.post('/upload', async (request) => {
    let byteLength = 0;
    for await (const { file } of request.files()) {
      for await (const piece of file) byteLength += piece.length;
    }
    return { byteLength };
  });
  app.post('/busy', async () => await new Promise(() => {}));
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = app.addresses()[0]?.port ?? 0;
});
afterAll(async () => {
  app.server.closeAllConnections();
  await app.close();
});

const json = 'POST /json HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
const form =
  'POST /upload HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n';
const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n';

const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

/** Sends a piece every 100 ms, `count` times, and then the end. */
function drip(head: string, piece: string, count: number, end: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    let left = count;
    const socket = connect(port, '127.0.0.1', () => socket.write(head));
    const timer = setInterval(() => {
      if (left > 0) socket.write(piece);
      else if (left === 0) socket.write(end);
      left -= 1;
    }, 100);
    socket.on('data', (bytes) => {
      text += String(bytes);
      if (isOneAnswer(text)) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(timer);
      resolve(text);
    });
  });
}

test.for<[string, string]>([
  ['nothing at all', ''],
  ['half a line', 'GET /jso'],
  ['HTTP/0.9', 'GET /\r\n'],
  ['headers without end', 'POST /json HTTP/1.1\r\nHost: a\r\n'],
  ['a body that stops', `${json}Content-Length: 20\r\n\r\n{"a":`],
  ['a body in chunks that stops', `${json}Transfer-Encoding: chunked\r\n\r\n${chunk('{"a":')}`],
  ['a body that does not begin', `${json}Content-Length: 20\r\n\r\n`],
  ['an upload that stops in a file', form + chunk(`${part}hello`)],
  ['an upload that stops between files', form + chunk(`${part}hello\r\n--x\r\n`)],
  ['an upload that does not begin', form],
])('%s: is cut off with 408 (fault F12)', async ([_what, bytes]) => {
  const answer = await sendRaw(port, bytes);
  expect([answer.status, answer.body?.code]).toEqual([408, 'INPUT_TOO_SLOW']);
});

test('headers that trickle are cut off however often a byte comes (fault F12)', async () => {
  const text = await drip('GET /json HTTP/1.1\r\nHost: a\r\n', 'X-A: 1\r\n', 50, '\r\n');
  expect(text).toMatch(/^HTTP\/1\.1 408/);
});

test('a small body that trickles is cut off (fault F12)', async () => {
  const text = await drip(`${json}Content-Length: 100\r\n\r\n`, ' ', 50, '{}');
  expect(text).toMatch(/^HTTP\/1\.1 408[\s\S]*did not come to its end/);
});

test('an upload that is slow and lives is read to its end, however long it takes (fault F12)', async () => {
  const text = await drip(
    form + chunk(part),
    chunk('abc'),
    20,
    `${chunk('\r\n--x--\r\n')}0\r\n\r\n`,
  );
  expect(text).toMatch(/^HTTP\/1\.1 200[\s\S]*\{"byteLength":60\}/);
});

test('who waits for us is not cut off for it (fault F12)', async () => {
  const held = connect(port, '127.0.0.1', () => {
    held.write('POST /busy HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n');
    held.write('Content-Length: 2\r\n\r\n{}');
  });
  let isOver = false;
  held.on('close', () => {
    isOver = true;
  });
  // Another is cut off three times meanwhile.
  for (let count = 0; count < 3; count += 1) await sendRaw(port, 'GET /');
  expect(isOver).toBe(false);
  held.destroy();
});
