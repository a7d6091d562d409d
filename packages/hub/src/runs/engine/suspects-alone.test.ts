import { fail, succeed } from '@patchbay/core/error/outcome.ts';
import { limitsSchema } from '@patchbay/core/model/limits.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { countNothing } from '../../models/statistics/testing/count-nothing.ts';
import { createModelSessions } from './model-session.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const { signal } = new AbortController();
const target = { organisationId: 'o', modelId: 'm', revisionId: 'r', isFirst: false };
const lost = () => fail({ code: 'MODEL_CONNECTION_LOST', message: 'It is gone.' });

/** Sessions of a model with eight places, all of them of this worker. */
function openSessions() {
  const refuse = () => Promise.reject(new Error('Not needed.'));
  return createModelSessions({
    models: {
      getLimits: async () => limitsSchema.parse({ concurrency: 8 }),
      openCredentials: async () => ({}),
    },
    rates: { reserve: refuse },
    gates: {
      beat: async (_model, _demand, places) => ({ places, holdMs: 0 }),
      leave: async () => {},
      lower: async () => null,
      holdBack: async () => {},
      beginAnew: refuse,
    },
    outages: { noteAnswer: async () => {}, open: async () => true },
    usage: countNothing,
    workerId: 'worker',
  });
}

/** Lets time pass until something has happened. */
async function settle<Result>(work: Promise<Result>): Promise<PromiseSettledResult<Result>> {
  const settled = Promise.allSettled([work]);
  let isDone = false;
  void settled.then(() => {
    isDone = true;
  });
  for (let step = 0; !isDone && step < 200; step += 1) await vi.advanceTimersByTimeAsync(50);
  return (await settled)[0];
}

test('items that were under way each time when the endpoint went down are sent alone: the one that is the reason fails, the other does not', async () => {
  const sessions = openSessions();
  for (let outage = 0; outage < 3; outage += 1) {
    const session = sessions.forRun(target);
    const failing = (itemId: string, afterMs: number) =>
      session.throughGates({ signal, itemId }, async () => {
        await new Promise((resolve) => setTimeout(resolve, afterMs));
        return { outcome: lost(), retryAfterMs: null };
      });
    await settle(Promise.allSettled([failing('poison', 100), failing('beside it', 100)]));
    for (let call = 0; call < 8; call += 1) await settle(failing(`later ${call % 3}`, 500));
    expect(session.held.aborted).toBe(true);
  }
  const session = sessions.forRun(target);
  let [atOnce, mostAtOnce] = [0, 0];
  const send = (itemId: string) =>
    session.throughGates({ signal, itemId }, async () => {
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 100));
      atOnce -= 1;
      const outcome = itemId === 'poison' ? lost() : succeed(null);
      return { outcome, retryAfterMs: null };
    });
  const all = Promise.allSettled(['beside it', 'poison', 'another'].map(send));
  const ended = await settle(all);
  expect(ended).toMatchObject({
    value: [
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'MODEL_BROKEN_BY_ITEM' } },
      { status: 'fulfilled' },
    ],
  });
  expect(mostAtOnce).toBe(1);
});
