import { errorCodes, isErrorCode } from '@patchbay/core/error/codes.ts';
import { describe, expect, test } from 'vitest';
import { decideRetry, type RetryFacts, wantsFreshConnection } from './retry.ts';

function decide(facts: Partial<RetryFacts> & { code?: string } = {}) {
  const { code = 'MODEL_TIMEOUT', ...rest } = facts;
  if (!isErrorCode(code)) throw new Error(`${code} is no code`);
  return decideRetry({
    problem: { code, message: '' },
    attempt: 1,
    maximumAttempts: 4,
    retryAfterMs: null,
    random: () => 0.5,
    ...rest,
  });
}

describe('the decision to try again', () => {
  test('is read from the error table alone', () => {
    for (const [code, { retryable }] of Object.entries(errorCodes)) {
      expect(decide({ code }).retry, code).toBe(retryable);
    }
  });

  test('is no after the last attempt', () => {
    expect(decide({ attempt: 3 }).retry).toBe(true);
    expect(decide({ attempt: 4 }).retry).toBe(false);
    expect(decide({ attempt: 1, maximumAttempts: 1 }).retry).toBe(false);
  });
});

describe('the wait before the next attempt', () => {
  test('doubles from 500 ms up to 30 s, with full jitter', () => {
    const waits = [1, 2, 3, 7, 8, 19].map((attempt) => decide({ attempt, maximumAttempts: 20 }));
    expect(waits.map((wait) => wait.retry && wait.delayMs)).toEqual([
      250, 500, 1000, 15_000, 15_000, 15_000,
    ]);
    expect(decide({ random: () => 0 })).toMatchObject({ retry: true, delayMs: 0 });
    expect(decide({ random: () => 0.999 })).toMatchObject({ retry: true, delayMs: 500 });
  });

  test('is never shorter than the endpoint asks, and differs from call to call (fault N21)', () => {
    const waits = [
      decide({ retryAfterMs: 7000, random: () => 0 }),
      decide({ retryAfterMs: 7000 }),
      decide({ retryAfterMs: 0, random: () => 0 }),
    ];
    expect(waits.map((wait) => wait.retry && wait.delayMs)).toEqual([7000, 7250, 0]);
  });
});

describe('a call that was asked to wait', () => {
  const busy = { code: 'MODEL_OVERLOADED', message: '' } as const;
  const asked: [string, Partial<RetryFacts>][] = [
    ['by 429', { problem: { ...busy, details: { status: 429 } } }],
    ['by a time', { problem: { ...busy, details: { status: 503 } }, retryAfterMs: 100 }],
    ['by this machine', { problem: { code: 'HUB_CONNECTIONS_EXHAUSTED', message: '' } }],
  ];

  test.each(asked)(
    '%s uses up no attempt, however many it has (faults N21, N22, N29)',
    (_, facts) => {
      const last = { attempt: 4, maximumAttempts: 4 };
      expect(decide({ ...facts, ...last })).toMatchObject({ retry: true, counts: false });
    },
  );

  test('waits longer each time it is asked, up to 30 s (fault N22)', () => {
    const problem = { ...busy, details: { status: 429 } };
    const waits = [0, 1, 2, 6, 60].map((before) => decide({ problem, waits: before }));
    expect(waits.map((wait) => wait.retry && wait.delayMs)).toEqual([
      250, 500, 1000, 15_000, 15_000,
    ]);
  });

  test('is given up after half an hour of that', () => {
    const problem = { ...busy, details: { status: 429 } };
    expect(decide({ problem, waitingMs: 29 * 60_000 }).retry).toBe(true);
    expect(decide({ problem, waitingMs: 30 * 60_000 }).retry).toBe(false);
  });

  test('is told apart from one that failed: 503 without a time is a failure', () => {
    const problem = { ...busy, details: { status: 503 } };
    expect(decide({ problem })).toMatchObject({ retry: true, counts: true });
    expect(decide({ problem, attempt: 4 }).retry).toBe(false);
  });
});

test('what follows a connection that was lost, or silent, gets a connection of its own (faults N8, N9)', () => {
  const wants = (code: 'MODEL_CONNECTION_LOST' | 'MODEL_TIMEOUT' | 'MODEL_SERVER_ERROR') =>
    wantsFreshConnection({ code, message: '' });
  expect(wants('MODEL_CONNECTION_LOST')).toBe(true);
  expect(wants('MODEL_TIMEOUT')).toBe(true);
  expect(wants('MODEL_SERVER_ERROR')).toBe(false);
});
