import { succeed } from '@patchbay/core/error/outcome.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import { limitsSchema } from '@patchbay/core/model/limits.ts';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { countNothing } from '../../models/statistics/testing/count-nothing.ts';
import { createModelSessions } from './model-session.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** A session whose secrets come when the test says so, and what happened in which order. */
function open() {
  const events: string[] = [];
  const secrets: PromiseWithResolvers<Credentials>[] = [];
  const nothing = async () => {};
  const refuse = () => Promise.reject(new Error('Nobody asks for this.'));
  const sessions = createModelSessions({
    models: {
      getLimits: async () => limitsSchema.parse({ requestsPerSecond: 1000 }),
      openCredentials() {
        events.push('read');
        const secret = Promise.withResolvers<Credentials>();
        secrets.push(secret);
        return secret.promise;
      },
    },
    rates: {
      async reserve(_model, { count }) {
        events.push('reserve');
        const at = performance.now();
        return { count, firstAt: at, sharedAt: at, intervalMs: 1, latenessMs: 50 };
      },
    },
    gates: {
      beat: async (_model, _demand, places) => ({ places, holdMs: 0 }),
      leave: nothing,
      lower: async () => null,
      holdBack: nothing,
      beginAnew: refuse,
    },
    outages: { noteAnswer: nothing, open: refuse },
    usage: countNothing,
    workerId: 'worker',
  });
  onTestFinished(() => sessions.close());
  return { events, secrets, session: sessions.get('organisation', 'model') };
}

test('who was given a moment is sent with what was read before it (fault E17)', async () => {
  const { events, secrets, session } = open();
  const pass = { signal: new AbortController().signal, itemId: 'item' };
  const sent = session.throughGates(pass, async ({ credentials }) => {
    events.push(`call with ${credentials.bearer?.token}`);
    return { outcome: succeed(null), retryAfterMs: null };
  });
  await expect.poll(() => secrets.length).toBe(1);
  secrets[0]?.resolve({ bearer: { token: 'old' } });
  await sent;
  expect(events).toEqual(['read', 'reserve', 'call with old']);
});

test('limits and secrets that are read again are used on meanwhile, and not when they are too old', async () => {
  const { secrets, session } = open();
  const token = async () => (await session.refresh()).credentials.bearer?.token;
  const first = token();
  await expect.poll(() => secrets.length).toBe(1);
  secrets[0]?.resolve({ bearer: { token: 'old' } });
  expect(await first).toBe('old');
  vi.advanceTimersByTime(400);
  expect(await token()).toBe('old');
  expect(secrets).toHaveLength(2);
  vi.advanceTimersByTime(400);
  const waiting = token();
  secrets[1]?.resolve({ bearer: { token: 'new' } });
  expect(await waiting).toBe('new');
  expect(secrets).toHaveLength(2);
});

test('a secret that cannot be read is asked for again by the next who needs it', async () => {
  const { secrets, session } = open();
  const failing = session.refresh();
  await expect.poll(() => secrets.length).toBe(1);
  secrets[0]?.reject(new Error('sealed'));
  await expect(failing).rejects.toThrow('sealed');
  const again = session.refresh();
  await expect.poll(() => secrets.length).toBe(2);
  secrets[1]?.resolve({});
  expect((await again).credentials).toEqual({});
});
