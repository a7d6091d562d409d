import { readFileSync } from 'node:fs';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createCaller } from './caller.ts';
import { createEgressGuard } from './egress-guard.ts';
import { openBlackHole } from './testing/black-hole.ts';
import { findFreePort } from './testing/loopback-port.ts';
import { callOnce, createTestCaller, failOnce } from './testing/test-caller.ts';
import {
  startCannedServer,
  startHttpServer,
  startHttpsServer,
  startRawServer,
} from './testing/test-server.ts';

const ok = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

/** Runs a call that is expected to end at its deadline; how long that took, in milliseconds. */
async function measureTimeout(url: string, timeoutMs: number): Promise<number> {
  const start = performance.now();
  const problem = await failOnce(url, { timeoutMs });
  expect(problem).toMatchObject({ code: 'MODEL_TIMEOUT', details: { timeoutMs } });
  return performance.now() - start;
}

/** What the chaos endpoint cannot show; what it can: chaos.test.ts. */

describe('a connection that cannot be made', () => {
  test('because nothing listens is told apart (fault N1)', async () => {
    const url = `http://127.0.0.1:${await findFreePort()}/infer`;
    const problem = await failOnce(url);
    expect(problem.code).toBe('MODEL_UNREACHABLE');
    expect(problem.message).toContain('refused the connection');
  });

  test('because the name does not exist is told apart (fault N2)', async () => {
    const failing = Object.assign(new Error(), { code: 'ENOTFOUND' });
    const caller = createTestCaller({ resolveHost: () => Promise.reject(failing) });
    const problem = await failOnce('http://no-such-host.example.com/', { caller });
    expect(problem.code).toBe('MODEL_NAME_UNRESOLVED');
  });

  test('because packets vanish ends at the deadline (fault N3)', async () => {
    const { port, close } = await openBlackHole();
    onTestFinished(close);
    expect(await measureTimeout(`http://127.0.0.1:${port}/`, 150)).toBeLessThan(400);
  });

  test('because the address may not be called names it and the setting', async () => {
    const problem = await failOnce('http://192.168.77.1:8080/infer');
    expect(problem.code).toBe('URL_BLOCKED');
    expect(problem.message).toContain('PATCHBAY_EGRESS_ALLOW=192.168.77.1:8080');
  });

  test('because the name moved to a private address is refused when dialled (fault S4)', async () => {
    const server = await startHttpServer((_, response) => response.end('{}'));
    const resolveHost = async () => [{ address: '127.0.0.1', family: 4 }];
    const caller = createTestCaller({ allow: [], resolveHost });
    const problem = await failOnce(`http://rebind.example.com:${server.port}/`, { caller });
    expect(problem.code).toBe('URL_BLOCKED');
    expect(server.sockets).toHaveLength(0);
  });
});

describe('a call to a name', () => {
  test('dials the address that was judged, and asks the resolver once', async () => {
    const server = await startHttpServer((request, response) => response.end(request.headers.host));
    let lookups = 0;
    const resolveHost = async () => {
      lookups += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const caller = createTestCaller({ resolveHost });
    const { outcome } = await callOnce(`http://model.example.com:${server.port}/`, { caller });
    expect(outcome).toMatchObject({ response: { body: `model.example.com:${server.port}` } });
    expect(lookups).toBe(1);
  });

  test('tries the next address where the first one refuses', async () => {
    const server = await startHttpServer((_, response) => response.end('{}'));
    const resolveHost = async () => [
      { address: '127.0.0.3', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const caller = createTestCaller({ resolveHost });
    const { outcome } = await callOnce(`http://model.example.com:${server.port}/`, { caller });
    expect(outcome.ok).toBe(true);
  });
});

describe('an endpoint that is too slow', () => {
  test('because it accepts and stays silent is cut off at the limit (fault N4)', async () => {
    const server = await startRawServer(() => {});
    const took = await measureTimeout(server.url, 100);
    expect(took).toBeGreaterThan(90);
    expect(took).toBeLessThan(350);
    await server.untilSocketClosed();
  });

  test('does not hold up the next call', async () => {
    let calls = 0;
    const server = await startHttpServer((_, response) => {
      calls += 1;
      if (calls > 1) response.end('{}');
    });
    const caller = createTestCaller();
    await failOnce(server.url, { caller, timeoutMs: 50 });
    expect((await callOnce(server.url, { caller })).outcome.ok).toBe(true);
  });
});

describe('an endpoint that does not speak HTTP', () => {
  test('is told so, with a hint at port and scheme', async () => {
    const server = await startCannedServer('SSH-2.0-OpenSSH_9.9\r\n');
    const problem = await failOnce(server.url);
    expect(problem.code).toBe('MODEL_RESPONSE_INVALID');
    expect(problem.message).toContain('with http: or with https:');
  });

  test('but is called with https is told so', async () => {
    const server = await startHttpServer((_, response) => response.end('{}'));
    const problem = await failOnce(server.url.replace('http:', 'https:'));
    expect(problem.code).toBe('MODEL_TLS_FAILED');
  });

  test('with a certificate that can be trusted is not trusted (fault N18)', async () => {
    const server = await startHttpsServer((_, response) => response.end('{}'));
    const problem = await failOnce(server.url);
    expect(problem.code).toBe('MODEL_TLS_FAILED');
    expect(problem.message).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
  });

  test('has too long headers: it is cut off there (fault N15)', async () => {
    const server = await startCannedServer(`${ok}x-long: ${'x'.repeat(70_000)}\r\n\r\n{}`);
    const problem = await failOnce(server.url);
    expect(problem.code).toBe('MODEL_RESPONSE_TOO_LARGE');
    expect(problem.message).toContain('headers');
  });

  test('floods with interim answers: it is cut off after a hundred (fault N19)', async () => {
    const server = await startCannedServer('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(500));
    const problem = await failOnce(server.url);
    expect(problem.code).toBe('MODEL_RESPONSE_INVALID');
    expect(problem.message).toContain('interim answers');
    await server.untilSocketClosed();
  });
});

describe('a caller', () => {
  test('that gives up gets its own reason, and the socket is destroyed', async () => {
    const server = await startRawServer((socket) => {
      socket.once('data', () => controller.abort(new Error('the run was cancelled')));
    });
    const controller = new AbortController();
    await expect(callOnce(server.url, { signal: controller.signal })).rejects.toThrow(
      'the run was cancelled',
    );
    await server.untilSocketClosed();
  });

  test('that gives up with an error of ours is not taken for the endpoint', async () => {
    const server = await startRawServer((socket) => {
      socket.once('data', () => controller.abort(reason));
    });
    const controller = new AbortController();
    const reason = new PatchbayError({ code: 'MODEL_OVERLOADED', message: 'paused' });
    await expect(callOnce(server.url, { signal: controller.signal })).rejects.toBe(reason);
  });

  test('that has given up already does not even look for the host', async () => {
    let lookups = 0;
    const resolveHost = async () => {
      lookups += 1;
      return [];
    };
    const caller = createTestCaller({ resolveHost });
    const signal = AbortSignal.abort(new Error('stopped'));
    const call = callOnce('http://model.example.com/', { caller, signal });
    await expect(call).rejects.toThrow('stopped');
    await caller.close();
    expect(lookups).toBe(0);
  });

  test('that is closed lets the calls in flight end', async () => {
    const server = await startHttpServer((_, response) => {
      closed = caller.close();
      response.end('{}');
    });
    const egress = createEgressGuard({ allow: ['127.0.0.1'] });
    const caller = createCaller({ egress });
    let closed: Promise<void> | undefined;
    expect((await callOnce(server.url, { caller })).outcome.ok).toBe(true);
    await closed;
    await server.untilSocketClosed();
  });

  test('keeps connections for the next calls to the same origin', async () => {
    const server = await startHttpServer((_, response) => response.end('{}'));
    const caller = createTestCaller();
    for (let calls = 0; calls < 20; calls += 1) await callOnce(server.url, { caller });
    expect(server.sockets.length).toBeLessThanOrEqual(2);
  });

  test('uses no connection that was kept when what is allowed changes, and lets calls under way end', async () => {
    const arrived = Promise.withResolvers<() => void>();
    const server = await startHttpServer((request, response) => {
      if (request.url === '/slow') arrived.resolve(() => response.end('{}'));
      else response.end('{}');
    });
    const caller = createTestCaller();
    expect((await callOnce(server.url, { caller })).outcome.ok).toBe(true);
    const slow = callOnce(`${server.url}/slow`, { caller });
    const answerSlow = await arrived.promise;
    const before = server.sockets.length;
    caller.allowOnly([]);
    expect((await failOnce(server.url, { caller })).code).toBe('URL_BLOCKED');
    answerSlow();
    expect((await slow).outcome.ok).toBe(true);
    await vi.waitFor(() => expect(server.sockets.every((socket) => socket.destroyed)).toBe(true));
    caller.allowOnly(['127.0.0.1']);
    expect((await callOnce(server.url, { caller })).outcome.ok).toBe(true);
    expect(server.sockets.length).toBe(before + 1);
  });
});

describe.skipIf(process.platform !== 'linux')('a connection on which nobody speaks', () => {
  test('is asked by the system whether the other side is still there (fault N8)', async () => {
    const server = await startRawServer(() => {});
    const call = failOnce(server.url, { timeoutMs: 400 });
    await vi.waitFor(() => expect(server.sockets).toHaveLength(1));
    const port = server.sockets[0]?.remotePort ?? 0;
    // The timer of a socket: 02 is keepalive (proc(5), `tr` of /proc/net/tcp).
    const ofCaller = readFileSync('/proc/net/tcp', 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .find(([, local]) => local?.endsWith(`:${port.toString(16).toUpperCase().padStart(4, '0')}`));
    expect(ofCaller?.[5]?.slice(0, 2)).toBe('02');
    await call;
  });
});
