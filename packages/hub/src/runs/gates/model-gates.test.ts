import { fail, succeed } from '@patchbay/core/error/outcome.ts';
import { limitsSchema } from '@patchbay/core/model/limits.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createModelGates } from './model-gates.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const passage = { signal: new AbortController().signal, isFirst: false };
const answered = { outcome: succeed(null), retryAfterMs: null };
const refused = (retryAfterMs: number | null) => ({
  outcome: fail({ code: 'MODEL_OVERLOADED', message: 'Later.', details: { status: 429 } }),
  retryAfterMs,
});

/** The gates of a model with sixteen places, all of them of this process; counts how often its level is lowered. */
function openGates() {
  const limits = limitsSchema.parse({ concurrency: 16 });
  const lower = vi.fn(async () => 11);
  const gates = createModelGates({
    model: { organisationId: 'o', id: 'm' },
    workerId: 'w',
    rates: { reserve: () => Promise.reject(new Error('There is no rate.')) },
    gates: {
      beat: async () => ({ places: 16, holdMs: 0 }),
      leave: async () => {},
      lower,
      holdBack: async () => {},
      beginAnew: async () => {},
    },
    readLimits: () => limits,
    readTerms: () => ({ limits, credentials: {} }),
    onBeat: async () => {},
  });
  return { gates, lower };
}

test('an endpoint that turns one call in twenty away is given as much as before, one that turns all away is given less (fault N22)', async () => {
  const { gates, lower } = openGates();
  const send = async (result: typeof answered | ReturnType<typeof refused>) => {
    const call = gates.through(passage, async () => result);
    await vi.advanceTimersByTimeAsync(10);
    await call;
  };
  for (let call = 1; call <= 400; call += 1) await send(call % 20 === 0 ? refused(null) : answered);
  expect(lower).not.toHaveBeenCalled();
  for (let call = 1; call <= 12; call += 1) await send(refused(null));
  expect(lower).toHaveBeenCalled();
});

test('calls that were held back for a second come over a quarter of a second, and none before (fault N21)', async () => {
  const { gates } = openGates();
  const first = gates.through(passage, async () => refused(1000));
  await vi.advanceTimersByTimeAsync(10);
  await first;
  const heldAt = performance.now();
  const sent: number[] = [];
  const calls = Array.from({ length: 16 }, () =>
    gates.through(passage, async () => {
      sent.push(performance.now() - heldAt);
      return answered;
    }),
  );
  await vi.advanceTimersByTimeAsync(2000);
  await Promise.all(calls);
  expect(Math.min(...sent)).toBeGreaterThan(980);
  expect(Math.max(...sent)).toBeLessThan(1260);
  expect(Math.max(...sent) - Math.min(...sent)).toBeGreaterThan(50);
});
