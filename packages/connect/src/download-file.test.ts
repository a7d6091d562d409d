import { describe, expect, test } from 'vitest';
import { findFreePort } from './testing/loopback-port.ts';
import { createTestCaller } from './testing/test-caller.ts';
import { startHttpServer, startRawServer } from './testing/test-server.ts';

const png = Buffer.from('89504e470d0a1a0a', 'hex');

function download(url: string, options: { maximumBytes?: number; timeoutMs?: number } = {}) {
  return createTestCaller().download({ url, maximumBytes: 1000, timeoutMs: 5000, ...options });
}

describe('a download', () => {
  test('brings the bytes and the media type that the server claims', async () => {
    const server = await startHttpServer((_, response) => {
      response.writeHead(200, { 'content-type': 'Image/PNG; q=1' }).end(png);
    });
    const outcome = await download(`${server.url}/a%20b.png?x=1`);
    expect(outcome).toMatchObject({ ok: true, value: { mediaType: 'image/png' } });
    expect(outcome.ok && Buffer.from(outcome.value.bytes)).toEqual(png);
  });

  test('has no media type where the server claims none', async () => {
    const server = await startHttpServer((_, response) => response.end(png));
    expect(await download(server.url)).toMatchObject({ value: { mediaType: null } });
  });

  test('passes the same guard as a call to a model (fault S9)', async () => {
    const blocked = await download('http://192.168.77.1/a.png');
    expect(blocked).toMatchObject({ ok: false, problem: { code: 'URL_BLOCKED' } });
    const invalid = await download('file:///etc/passwd');
    expect(invalid).toMatchObject({ ok: false, problem: { code: 'URL_INVALID' } });
  });

  test('does not follow a redirect to metadata (fault S5)', async () => {
    const server = await startHttpServer((_, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    });
    const outcome = await download(server.url);
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'INPUT_DOWNLOAD_FAILED' } });
    expect(!outcome.ok && outcome.problem.message).toContain('169.254.169.254');
  });

  test('keeps the signature of the address out of the words of a failure', async () => {
    const server = await startHttpServer((_, response) => response.writeHead(403).end());
    const outcome = await download(`${server.url}/a.png?X-Amz-Signature=5ec7e7&page=2`);
    expect(JSON.stringify(outcome)).toContain('X-Amz-Signature=[redacted]&page=2');
    expect(JSON.stringify(outcome)).not.toContain('5ec7e7');
  });

  test('that is too large is cut off', async () => {
    const server = await startHttpServer((_, response) => response.end(Buffer.alloc(1001)));
    expect(await download(server.url)).toMatchObject({ problem: { code: 'INPUT_TOO_LARGE' } });
    expect((await download(server.url, { maximumBytes: 1001 })).ok).toBe(true);
  });

  test.each([
    ['is not there', async () => (await startHttpServer((_, r) => r.writeHead(404).end())).url],
    ['stays silent', async () => (await startRawServer(() => {})).url],
    ['refuses', async () => `http://127.0.0.1:${await findFreePort()}/`],
  ])('from a server that %s says what happened, and blames no model', async (_, start) => {
    const url = await start();
    const outcome = await download(url, { timeoutMs: 100 });
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'INPUT_DOWNLOAD_FAILED' } });
    expect(!outcome.ok && outcome.problem.message).toContain(url);
  });
});
