import type { Exchange } from '@patchbay/connect/exchange.ts';
import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { SentImage } from '@patchbay/core/data-row/sent-image.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { AnswerReading } from '@patchbay/core/prediction/answer-reading.ts';
import type { TokenUsage } from '@patchbay/core/prediction/token-usage.ts';
import type { CoordinateCounts } from '@patchbay/core/run/coordinate-counts.ts';
import type { PendingItem } from '../item-store.ts';

/** How an item ended: with a prediction or with a problem. */
export type ItemResult =
  | {
      ok: true;
      annotations: readonly Annotation[];
      warnings: readonly Warning[];
      reportedVersion: string | null;
      reading: AnswerReading | null;
      usage: TokenUsage | null;
    }
  | { ok: false; problem: Problem };

/** One call of an attempt. One that never reached the wire has no exchange. */
export interface AttemptCall {
  exchange: Exchange | null;
  /** What was done to the image before it was sent. */
  image: SentImage | null;
  /** Index of the frame that was sent, where a video is sent frame by frame. */
  frame: number | null;
  problem: Problem | null;
  /** What the coordinates of the answer look like; empty where there are none. */
  coordinates: CoordinateCounts;
}

/** One try at an item: one call, or several where a video is sent frame by frame. */
export interface Attempt {
  calls: readonly AttemptCall[];
}

/** Where the result of an item comes from that was not sent. */
export interface ReusedFrom {
  /** The item whose calls brought it. */
  itemId: string;
  /** What the coordinates look like in the size in which the image would have been sent. */
  coordinates: CoordinateCounts;
}

/** An item that is done and waits to be saved. */
export interface FinishedItem {
  item: PendingItem;
  /** None where the result of another item was used again. */
  attempts: readonly Attempt[];
  result: ItemResult;
  reused?: ReusedFrom;
}
