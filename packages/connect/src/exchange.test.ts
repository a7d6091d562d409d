import { describe, expect, onTestFinished, test } from 'vitest';
import { createCaller } from './caller.ts';
import { createEgressGuard } from './egress-guard.ts';
import { callOnce, failOnce } from './testing/test-caller.ts';
import { startHttpServer } from './testing/test-server.ts';

const token = 'tok-"é"-7f3a9c';
const header = { name: 'X-Auth-Secret', value: 'header-secret-51' };
const basic = { username: 'müller', password: 'pa:ss wörd/99' };

/** A server that says what it was sent: headers and body, in JSON. */
function startEcho(status = 200) {
  return startHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const sent = { headers: request.headers, body: Buffer.concat(chunks).toString() };
      response.writeHead(status, { 'x-echo': request.headers['x-auth-secret'] ?? 'none' });
      response.end(JSON.stringify(sent));
    });
  });
}

/** The headers that a server hears, which nobody redacts. */
async function listen(options: Parameters<typeof callOnce>[1]): Promise<Record<string, string>> {
  let heard: Record<string, string> = {};
  const server = await startHttpServer((request, response) => {
    heard = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    response.end('{}');
  });
  await callOnce(server.url, options);
  return heard;
}

describe('credentials', () => {
  test('are sent as a bearer token', async () => {
    const heard = await listen({ credentials: { bearer: { token: 'abc' } } });
    expect(heard.authorization).toBe('Bearer abc');
  });

  test('are sent as user name and password in UTF-8, on one line', async () => {
    const long = { username: 'müller', password: 'x'.repeat(500) };
    const heard = await listen({ credentials: { basic: long } });
    expect(heard.authorization).toMatch(/^Basic [A-Za-z0-9+/]+=*$/);
    const encoded = heard.authorization?.slice('Basic '.length) ?? '';
    expect(Buffer.from(encoded, 'base64').toString()).toBe(`${long.username}:${long.password}`);
  });

  test('are sent in a header of their own beside user name and password', async () => {
    const heard = await listen({ credentials: { basic, header } });
    expect(heard['x-auth-secret']).toBe('header-secret-51');
    expect(heard.authorization).toContain('Basic ');
  });

  test('cannot be overwritten by a header of the request', async () => {
    const headers = { authorization: 'Bearer of-somebody-else' };
    const heard = await listen({ credentials: { bearer: { token: 'abc' } }, headers });
    expect(heard.authorization).toBe('Bearer abc');
  });
});

test('a call carries the mark by which a hub knows its own calls (fault S12)', async () => {
  const caller = createCaller({
    egress: createEgressGuard({ allow: ['127.0.0.1'] }),
    loopMark: 'hub-1',
  });
  onTestFinished(() => caller.close());
  expect((await listen({ caller }))['patchbay-loop']).toBe('hub-1');
  expect(await listen({})).not.toHaveProperty('patchbay-loop');
});

test('the mark of a hub is not in what is kept of a call', async () => {
  const guarded = createEgressGuard({ allow: ['127.0.0.1'] });
  const caller = createCaller({ egress: guarded, loopMark: 'hub-1' });
  onTestFinished(() => caller.close());
  const request = { method: 'GET', url: 'http://127.0.0.1:1/' } as const;
  const { exchange } = await caller.call({ request, credentials: {}, timeoutMs: 1000 });
  expect(exchange.request.headers).toMatchObject({ 'user-agent': 'patchbay/0.1.0' });
  expect(JSON.stringify(exchange)).not.toContain('hub-1');
});

describe('what is kept of a call', () => {
  test('is the request and the whole answer, with its start and its length in time', async () => {
    const server = await startEcho();
    const before = Date.now();
    const { exchange } = await callOnce(server.url, { headers: { 'idempotency-key': 'item-1' } });
    expect(exchange).toMatchObject({
      request: {
        method: 'POST',
        url: server.url,
        headers: { 'content-type': 'application/json', 'idempotency-key': 'item-1' },
        body: { text: 'hello' },
      },
      response: { status: 200, headers: { 'x-echo': 'none' } },
    });
    expect(exchange.startedAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(exchange.latencyMs).toBeGreaterThan(0);
  });

  test('is there for a call that failed, too', async () => {
    const server = await startEcho(500);
    const { exchange, outcome } = await callOnce(server.url);
    expect(outcome.ok).toBe(false);
    expect(exchange.response?.status).toBe(500);
    const unreachable = await callOnce('http://10.0.0.1/');
    expect(unreachable.exchange).toMatchObject({ request: { method: 'POST' }, response: null });
  });

  test('has no credential in it, though the endpoint repeats them (fault J23)', async () => {
    for (const credentials of [
      { bearer: { token }, header },
      { basic, header },
    ]) {
      for (const status of [200, 401]) {
        const server = await startEcho(status);
        const request = {
          method: 'POST' as const,
          url: `${server.url}/?key=${encodeURIComponent(header.value)}`,
          body: { prompt: `my key is ${header.value} and ${basic.password} and ${token}` },
        };
        const result = await callOnce(request, { credentials });
        const kept = JSON.stringify(result);
        const encoded = Buffer.from(`${basic.username}:${basic.password}`).toString('base64');
        const secrets = [
          header.value,
          'bearer' in credentials ? '7f3a9c' : basic.password,
          encoded,
        ];
        for (const secret of secrets) expect(kept).not.toContain(secret);
        expect(result.exchange.request.headers.authorization).toMatch(
          /^(Bearer|Basic) \[redacted]$/,
        );
        expect(result.exchange.request.headers['x-auth-secret']).toBe('[redacted]');
        expect(result.exchange.response?.headers['x-echo']).toBe('[redacted]');
      }
    }
  });

  test('has no credential in the words of a failure (fault J23)', async () => {
    const server = await startHttpServer((request, response) => {
      response.writeHead(401).end(`bad token: ${request.headers.authorization}`);
    });
    const credentials = { bearer: { token: 'canary-0123456789' } };
    const problem = await failOnce(server.url, { credentials });
    expect(problem.message).toContain('bad token: Bearer [redacted]');
  });

  test('has no secret of the address in it, and no cookie of the endpoint', async () => {
    const server = await startHttpServer((request, response) => {
      response.writeHead(500, { 'set-cookie': ['session=c00k1e-1', 'b=2'] }).end(request.url);
    });
    const result = await callOnce(`${server.url}/infer?api_key=canary-77&version=3`);
    expect(JSON.stringify(result)).not.toMatch(/canary-77|c00k1e-1/);
    expect(result.exchange).toMatchObject({
      request: { url: `${server.url}/infer?api_key=[redacted]&version=3` },
      response: { headers: { 'set-cookie': '[redacted]' } },
    });
    expect(!result.outcome.ok && result.outcome.problem.message).toContain('api_key=[redacted]');
  });

  test('can stand for the bytes that were sent', async () => {
    const server = await startEcho();
    const recordedBody = { image: '<image/png, 9 bytes>' };
    const { exchange } = await callOnce(server.url, { recordedBody });
    expect(exchange.request.body).toEqual(recordedBody);
    expect(exchange.response?.body).toContain('hello');
  });
});
