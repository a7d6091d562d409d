import * as z from 'zod';
import type { Limits } from '../model/limits.ts';

/** On what an estimate of the time stands. */
export const estimateBases = ['pace', 'latency', 'rate'] as const;

/** What is known before a run is started of what it will take. */
export const runEstimateSchema = z.object({
  /** Data rows that are chosen: each becomes an item. Null where they are too many to be counted quickly. */
  items: z.int().nonnegative().nullable(),
  /** Those of them of a type that the model does not take: they fail without a call. */
  unsupported: z.int().nonnegative(),
  /** Calls, where each item takes one; retries and videos that are sent by frames take more. Null, as for items. */
  calls: z.int().nonnegative().nullable(),
  /** How long that takes, in seconds; null where nothing is known of the model, or the calls are not. */
  seconds: z.number().nonnegative().nullable(),
  /**
   * What the time is taken from: the pace of an earlier run, the latency of earlier calls and the calls at
   * once, or the limit of the rate alone, which makes it the least that it can take.
   */
  basis: z.enum(estimateBases).nullable(),
  /** Tokens, where the answers to earlier calls said how many they took; null where they did not. */
  tokens: z.number().nonnegative().nullable(),
  /** The earlier run that was looked at; null where there is none. */
  measured: z
    .object({
      runId: z.uuid(),
      runName: z.string(),
      revision: z.int().positive(),
      /** Answered calls that were looked at. */
      calls: z.int().nonnegative(),
      /** Median latency of them, in milliseconds; null where none is kept. */
      latencyMs: z.number().nonnegative().nullable(),
      /** Items finished per second over the whole run; null for one that was too short to tell. */
      itemsPerSecond: z.number().nonnegative().nullable(),
      /** Mean of the tokens of an answer; null where they were not told. */
      tokensPerCall: z.number().nonnegative().nullable(),
    })
    .nullable(),
});
export type RunEstimate = z.infer<typeof runEstimateSchema>;

/** What an earlier run of the model tells. */
export type MeasuredRun = NonNullable<RunEstimate['measured']>;

/**
 * Puts together what is known. No estimate is quicker than the limit of the rate, and without anything
 * measured only the limit is known.
 */
export function estimateRun(facts: {
  items: number | null;
  unsupported: number;
  limits: Pick<Limits, 'requestsPerSecond' | 'concurrency'>;
  measured: MeasuredRun | null;
}): RunEstimate {
  const { items, unsupported, limits, measured } = facts;
  const calls = items === null ? null : Math.max(0, items - unsupported);
  const pace = findPace(limits, measured);
  const perCall = measured?.tokensPerCall ?? null;
  return {
    items,
    unsupported,
    calls,
    seconds: calls === null || pace === null ? null : calls / pace.callsPerSecond,
    basis: pace?.basis ?? null,
    tokens: calls === null || perCall === null ? null : calls * perCall,
    measured,
  };
}

interface Pace {
  readonly callsPerSecond: number;
  readonly basis: (typeof estimateBases)[number];
}

function findPace(
  { requestsPerSecond, concurrency }: Pick<Limits, 'requestsPerSecond' | 'concurrency'>,
  measured: MeasuredRun | null,
): Pace | null {
  const found = measured && measurePace(measured, concurrency);
  const limit = requestsPerSecond ?? Number.POSITIVE_INFINITY;
  if (found && found.callsPerSecond <= limit) return found;
  return requestsPerSecond === null ? null : { callsPerSecond: requestsPerSecond, basis: 'rate' };
}

function measurePace({ itemsPerSecond, latencyMs }: MeasuredRun, concurrency: number): Pace | null {
  if (itemsPerSecond !== null && itemsPerSecond > 0) {
    return { callsPerSecond: itemsPerSecond, basis: 'pace' };
  }
  if (latencyMs === null || latencyMs <= 0) return null;
  return { callsPerSecond: (1000 * concurrency) / latencyMs, basis: 'latency' };
}
