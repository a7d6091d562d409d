import type { Recent } from './recent-outcomes.ts';

export interface ModelKey {
  readonly organisationId: string;
  readonly modelId: string;
}

/** What was counted of a model in one hour and is not written yet. */
export interface CountedHour extends ModelKey {
  /** The beginning of the hour, in milliseconds. */
  readonly hourAt: number;
  calls: number;
  failures: number;
  promptTokens: number;
  completionTokens: number;
  modelMs: number;
  readonly latencies: number[];
  readonly recent: Recent;
}
