import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HostAddress } from './egress/resolve-host.ts';
import { createEgressGuard } from './egress-guard.ts';
import {
  type CountingListener,
  listOwnNetworkAddresses,
  startCountingListener,
} from './testing/counting-listener.ts';
import {
  namesOfRefused,
  otherRefusedAddresses,
  spellingsOfLoopback,
  unreadableAddresses,
} from './testing/refused-addresses.ts';
import { createTestCaller, failOnce } from './testing/test-caller.ts';

let listener: CountingListener;
beforeAll(async () => {
  listener = await startCountingListener();
});
afterAll(() => listener.close());

const toPort = (written: string) => written.replace('PORT', String(listener.port));

/** What is tried to be called must not have reached the one who counts. */
async function refuse(url: string, settings: Parameters<typeof createTestCaller>[0] = {}) {
  const caller = createTestCaller({ allow: [], ...settings });
  const saved = await caller.judge(url);
  const { code } = await failOnce(url, { caller });
  const downloaded = await caller.download({ url, maximumBytes: 10, timeoutMs: 1000 });
  expect(listener.count()).toBe(0);
  expect(downloaded).toMatchObject({ ok: false, problem: { code } });
  return { saved: saved.ok ? null : saved.problem.code, called: code };
}

function resolveTo(...addresses: readonly string[]): () => Promise<HostAddress[]> {
  return async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
}

const blocked = { saved: 'URL_BLOCKED', called: 'URL_BLOCKED' };

describe('nobody gets through', () => {
  test.each(spellingsOfLoopback)('by %j (faults S1, S2, S3, S7)', async (written) => {
    expect(await refuse(toPort(written))).toEqual(blocked);
  });

  test.each(otherRefusedAddresses)('by %j (faults S1, S2, S3, S7)', async (written) => {
    const url = toPort(written);
    expect(await refuse(url)).toEqual(blocked);
    // Not only as it is written: what dials asks again.
    const { hostname } = new URL(url);
    const dialled = await createEgressGuard({ allow: [] }).findAddresses(hostname, listener.port);
    expect(dialled).toMatchObject({ ok: false, problem: { code: 'URL_BLOCKED' } });
  });

  test.each(unreadableAddresses)('by %j (faults S6, S7)', async (written) => {
    const code = 'URL_INVALID';
    expect(await refuse(toPort(written))).toEqual({ saved: code, called: code });
  });

  test.each(namesOfRefused)(
    'by the name %j, which stands for %j (faults S1, S4, S7)',
    async (name, addresses) => {
      const resolveHost = resolveTo(...addresses);
      expect(await refuse(`http://${name}:${listener.port}/`, { resolveHost })).toEqual(blocked);
    },
  );

  test('by an address that this machine has in its networks, however it is written', async () => {
    for (const address of listOwnNetworkAddresses().flatMap(spell)) {
      const url = `http://${address}:${listener.port}/`;
      // One that is public may be called, but by this test.
      if (createEgressGuard({ allow: [] }).judgeUrl(url).ok) continue;
      expect(await refuse(url)).toEqual(blocked);
    }
  });

  test('by a name that is moved between two looks at it (fault S4)', async () => {
    let looks = 0;
    const resolveHost = () => resolveTo(looks++ % 2 === 0 ? '93.184.215.14' : '127.0.0.1')();
    const caller = createTestCaller({ allow: [], resolveHost });
    const url = `http://rebind.example.com:${listener.port}/`;
    for (let round = 0; round < 5; round += 1) {
      expect((await caller.judge(url)).ok).toBe(true);
      expect((await failOnce(url, { caller })).code).toBe('URL_BLOCKED');
    }
    expect(looks).toBe(10);
    expect(listener.count()).toBe(0);
  });
});

test('the same addresses do get through where they are allowed, so that the count means something', async () => {
  const everything = { allow: ['0.0.0.0/0', '::/0'] };
  const caller = createTestCaller({ ...everything, resolveHost: resolveTo('127.0.0.1') });
  const urls = [...spellingsOfLoopback.map(toPort), `http://any.example.com:${listener.port}/`];
  for (const [index, url] of urls.entries()) {
    const request = { method: 'GET' as const, url };
    const { outcome } = await caller.call({ request, credentials: {}, timeoutMs: 2000 });
    expect([url, outcome.ok, listener.count()]).toEqual([url, true, index + 1]);
  }
});

/** An address in the ways in which URLs take it. */
function spell(address: string): string[] {
  if (address.includes(':')) return [`[${address}]`];
  const bytes = address.split('.').map(Number);
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return [
    address,
    String(number),
    `0x${number.toString(16)}`,
    bytes.map((byte) => `0${byte.toString(8)}`).join('.'),
    `[::ffff:${address}]`,
  ];
}
