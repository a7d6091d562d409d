import type { PauseCause } from '../run/pause.ts';

/** One row of the error table. */
export interface ErrorDefinition {
  /** HTTP status with which our own API answers when a request ends in this error. */
  readonly status: number;
  /** Whether trying the same call again may help. The run engine reads retries from here alone. */
  readonly retryable: boolean;
  /** As what a run is paused where calls fail with this one after another. */
  readonly pauses?: Extract<PauseCause, 'endpoint' | 'credentials'>;
  /** What happened, in a sentence without a full stop. */
  readonly title: string;
  /** What the person who sees it can do. */
  readonly remedy: string;
}
