import type { NewModel } from '@patchbay/core/api/model-routes.ts';
import type { Limits } from '@patchbay/core/model/limits.ts';

/** What stands in the controls for limits: numbers as they were typed, empty where there is none. */
export interface LimitsDraft {
  readonly pace: number | string;
  readonly concurrency: number | string;
  readonly seconds: number | string;
  readonly attempts: number | string;
}

/** The controls as they begin; a time limit that is left out is that of the protocol. */
export function beginLimits(limits: NewModel['limits'] = {}): LimitsDraft {
  return {
    pace: limits.requestsPerSecond ?? '',
    concurrency: limits.concurrency ?? 8,
    seconds: limits.timeoutMs === undefined ? '' : limits.timeoutMs / 1000,
    attempts: limits.maximumAttempts ?? 4,
  };
}

/** The limits that were entered. The hub checks them. */
export function readLimits({ pace, concurrency, seconds, attempts }: LimitsDraft): Partial<Limits> {
  return {
    requestsPerSecond: pace === '' ? null : Number(pace),
    ...(concurrency !== '' && { concurrency: Number(concurrency) }),
    ...(seconds !== '' && { timeoutMs: Math.round(Number(seconds) * 1000) }),
    ...(attempts !== '' && { maximumAttempts: Number(attempts) }),
  };
}
