import { Buffer } from 'node:buffer';
import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { callOnce, createTestCaller, failOnce } from './testing/test-caller.ts';
import { startHttpServer } from './testing/test-server.ts';

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

async function startAnswering({ status = 200, headers = {}, body = '' }: Answer): Promise<string> {
  const server = await startHttpServer((_, response) => {
    response.writeHead(status, headers).end(body);
  });
  return server.url;
}

describe('an answer that is too long', () => {
  test('without an end is cut off at the limit, and the socket destroyed (fault N14)', async () => {
    const server = await startHttpServer((_, response) => {
      const fill = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 32)));
      };
      response.on('drain', fill);
      fill();
    });
    const problem = await failOnce(server.url, { maximumResponseBytes: 200_000 });
    expect(problem).toMatchObject({
      code: 'MODEL_RESPONSE_TOO_LARGE',
      details: { maximumBytes: 200_000 },
    });
    await server.untilSocketClosed();
  });

  test('once unpacked is cut off at the limit (fault N16)', async () => {
    const body = zlib.gzipSync(
      Buffer.from(JSON.stringify(Array.from({ length: 9000 }, Math.random))),
    );
    const url = await startAnswering({ headers: { 'content-encoding': 'gzip' }, body });
    const problem = await failOnce(url, { maximumResponseBytes: body.length + 1 });
    expect(problem.code).toBe('MODEL_RESPONSE_TOO_LARGE');
  });
});

describe('the encoding of an answer', () => {
  const text = '{"class":"größe 🙂"}';
  const plain = Buffer.from(text);

  test.each([
    ['identity', plain],
    ['gzip', zlib.gzipSync(plain)],
    ['deflate', zlib.deflateSync(plain)],
    ['deflate', zlib.deflateRawSync(plain)],
    ['br', zlib.brotliCompressSync(plain)],
    ['zstd', zlib.zstdCompressSync(plain)],
  ] as const)('may be %s', async (encoding, body) => {
    const url = await startAnswering({ headers: { 'content-encoding': encoding }, body });
    expect((await callOnce(url)).outcome).toMatchObject({ ok: true, response: { body: text } });
  });

  test('may repeat itself much where the answer is small', async () => {
    const zeros = JSON.stringify(Array(100_000).fill(0));
    const body = zlib.gzipSync(zeros);
    const url = await startAnswering({ headers: { 'content-encoding': 'gzip' }, body });
    expect((await callOnce(url)).outcome).toMatchObject({ response: { body: zeros } });
  });

  test('is UTF-8 to the letter: a bad byte is no replacement character (fault J3)', async () => {
    const url = await startAnswering({ body: Buffer.from([0x22, 0x61, 0xff, 0x22]) });
    const problem = await failOnce(url);
    expect(problem.code).toBe('MODEL_RESPONSE_ENCODING');
    expect(problem.message).toContain('near byte 2');
  });

  test('may begin with a byte order mark, which is left out (fault J3)', async () => {
    const url = await startAnswering({ body: `\ufeff${text}` });
    expect((await callOnce(url)).outcome).toMatchObject({ response: { body: text } });
  });

  test('may be UTF-16 where the answer says so, and is told apart where it does not (fault J3)', async () => {
    const body = Buffer.from(`\ufeff${text}`, 'utf16le');
    const said = { 'content-type': 'application/json; charset=utf-16le' };
    const url = await startAnswering({ headers: said, body });
    expect((await callOnce(url)).outcome).toMatchObject({ response: { body: text } });
    const unsaid = { 'content-type': 'application/json' };
    const problem = await failOnce(await startAnswering({ headers: unsaid, body }));
    expect(problem.code).toBe('MODEL_RESPONSE_ENCODING');
    expect(problem.message).toContain('near byte 0; it begins like UTF-16');
  });

  test('follows the charset that the answer names (fault J4)', async () => {
    const headers = { 'content-type': 'application/json; charset=ISO-8859-1' };
    const url = await startAnswering({ headers, body: Buffer.from('"größe"', 'latin1') });
    expect((await callOnce(url)).outcome).toMatchObject({ response: { body: '"größe"' } });
    const unknown = await startAnswering({
      headers: { 'content-type': 'text/plain; charset=klingon' },
    });
    expect((await failOnce(unknown)).message).toContain('klingon');
  });
});

describe('a status', () => {
  test.each([200, 201, 202, 203])('of %d brings the answer', async (status) => {
    const url = await startAnswering({ status, body: '{}' });
    expect((await callOnce(url)).outcome).toMatchObject({ ok: true, response: { status } });
  });

  test.each([
    [401, 'MODEL_UNAUTHORIZED'],
    [403, 'MODEL_UNAUTHORIZED'],
    [404, 'MODEL_NOT_FOUND'],
    [405, 'MODEL_NOT_FOUND'],
    [408, 'MODEL_OVERLOADED'],
    [409, 'MODEL_OVERLOADED'],
    [425, 'MODEL_OVERLOADED'],
    [429, 'MODEL_OVERLOADED'],
    [503, 'MODEL_OVERLOADED'],
    [400, 'MODEL_REQUEST_REJECTED'],
    [413, 'MODEL_REQUEST_REJECTED'],
    [422, 'MODEL_REQUEST_REJECTED'],
    [500, 'MODEL_SERVER_ERROR'],
    [502, 'MODEL_SERVER_ERROR'],
    [504, 'MODEL_SERVER_ERROR'],
    [204, 'MODEL_RESPONSE_INVALID'],
    [206, 'MODEL_RESPONSE_INVALID'],
    [304, 'MODEL_RESPONSE_INVALID'],
    [799, 'MODEL_RESPONSE_INVALID'],
  ])('of %d is %s (faults N19, N25, N26)', async (status, code) => {
    const url = await startAnswering({ status });
    const problem = await failOnce(url);
    expect(problem).toMatchObject({ code, details: { status } });
    expect(problem.message).toContain(`POST ${url}`);
    expect(problem.message).toContain(String(status));
  });

  test.each([301, 302, 303, 307, 308])('of %d is not followed (fault S5)', async (status) => {
    const headers = { location: 'http://169.254.169.254/latest/meta-data' };
    const url = await startAnswering({ status, headers });
    const problem = await failOnce(url);
    expect(problem.code).toBe('MODEL_REDIRECTED');
    expect(problem.details).toMatchObject({ location: headers.location });
    expect(problem.message).toContain(headers.location);
  });

  test('that redirects to a path names the whole address', async () => {
    const url = await startAnswering({ status: 308, headers: { location: '/v1/infer' } });
    expect((await failOnce(url)).details).toMatchObject({ location: `${url}/v1/infer` });
  });

  test('comes with the words of the endpoint, cut and cleaned', async () => {
    const body = `<b>CUDA out of memory</b>\r\n\u0007\u202e${'x'.repeat(5000)}`;
    const problem = await failOnce(await startAnswering({ status: 500, body }));
    expect(problem.message).toContain('<b>CUDA out of memory</b> xxx');
    expect(problem.message.length).toBeLessThan(500);
    expect(problem.message).not.toMatch(/\p{Cc}|\u202e/u);
  });

  test('comes with the words that the protocol finds in the answer', async () => {
    const url = await startAnswering({
      status: 422,
      body: '{"error":{"message":"no such model"}}',
    });
    const readErrorMessage = () => 'no such model';
    expect((await failOnce(url, { readErrorMessage })).message).toMatch(/: no such model$/);
  });

  test('of 401 says whether credentials were sent', async () => {
    const url = await startAnswering({ status: 401 });
    const credentials = { bearer: { token: 'a-token-of-mine' } };
    expect((await failOnce(url)).message).toContain('no credentials were sent');
    expect((await failOnce(url, { credentials })).message).not.toContain('no credentials');
  });

  test('of failure counts, though its page cannot be read', async () => {
    const body = Buffer.from([0xff, 0xfe, 0xfd]);
    expect((await failOnce(await startAnswering({ status: 502, body }))).code).toBe(
      'MODEL_SERVER_ERROR',
    );
  });

  test.each([
    ['7', 7000],
    ['1000000000', 300_000],
    ['-5', null],
    ['soon', null],
  ])('of 429 with retry-after %j waits %s ms (fault N21)', async (value, expected) => {
    const url = await startAnswering({ status: 429, headers: { 'retry-after': value } });
    expect(await failOnce(url)).toMatchObject({
      code: 'MODEL_OVERLOADED',
      retryAfterMs: expected,
    });
  });

  test('of 200 with a login page is an answer; its reader refuses it (fault N27)', async () => {
    const headers = { 'content-type': 'text/html' };
    const url = await startAnswering({ headers, body: '<html>Log in</html>' });
    expect((await callOnce(url)).outcome.ok).toBe(true);
  });
});

test('calls one after another on one caller do not mix', async () => {
  const server = await startHttpServer((request, response) => {
    request.pipe(response);
  });
  const caller = createTestCaller();
  const numbers = Array.from({ length: 40 }, (_, index) => index);
  const results = await Promise.all(
    numbers.map((number) =>
      callOnce({ method: 'POST', url: server.url, body: { number } }, { caller }),
    ),
  );
  const bodies = results.map(({ outcome }) => outcome.ok && JSON.parse(outcome.response.body));
  expect(bodies).toEqual(numbers.map((number) => ({ number })));
});
