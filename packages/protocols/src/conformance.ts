import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import type { HttpResponse } from './http-message.ts';

/** Something that a contract wants and its reader can do without. */
export interface Deviation {
  readonly rule: RuleId;
  readonly message: string;
  /** JSON pointer into the answer. */
  readonly pointer: string;
}

/** A confidence as the model wrote it: not yet judged. */
export interface WrittenConfidence {
  readonly value: number;
  readonly pointer: string;
}

/** A span as the model wrote it: not yet judged, nor repaired. */
export interface WrittenSpan {
  readonly start: number;
  readonly end: number;
  /** The words that it quotes, where it does. */
  readonly text?: string;
  readonly pointer: string;
}

/**
 * What a check of an endpoint must know of a contract and the reader of its answers does not say. All
 * functions take any answer, also one that cannot be read, and then give nothing.
 */
export interface ProtocolConformance {
  /** The longest time that the contract gives an answer, in milliseconds, where it says one. */
  readonly latencyLimitMs?: number;
  /** Where an answer lacks what its contract wants, though it can be read. */
  findDeviations?(response: HttpResponse): readonly Deviation[];
  listConfidences?(response: HttpResponse): readonly WrittenConfidence[];
  listSpans?(response: HttpResponse): readonly WrittenSpan[];
}
