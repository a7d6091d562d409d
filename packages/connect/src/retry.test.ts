import { errorCodes, isErrorCode } from '@patchbay/core/error/codes.ts';
import { describe, expect, test } from 'vitest';
import { decideRetry, type RetryFacts } from './retry.ts';

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
    expect(decide({ random: () => 0 })).toEqual({ retry: true, delayMs: 0 });
    expect(decide({ random: () => 0.999 })).toEqual({ retry: true, delayMs: 500 });
  });

  test('is never shorter than the endpoint asks, and differs from call to call (fault N21)', () => {
    expect(decide({ retryAfterMs: 7000, random: () => 0 })).toEqual({ retry: true, delayMs: 7000 });
    expect(decide({ retryAfterMs: 7000 })).toEqual({ retry: true, delayMs: 7250 });
    expect(decide({ retryAfterMs: 0, random: () => 0 })).toEqual({ retry: true, delayMs: 0 });
  });
});
