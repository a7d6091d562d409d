import type { DataRowType, ImageSize, VideoFacts } from '../data-row/data-row.ts';
import type { Json } from '../json.ts';

/** Where the predictions of an export come from. A run as our API shows it is one. */
export interface ExportedRun {
  readonly id: string;
  readonly name: string;
  readonly protocol: string;
  readonly model: {
    readonly id: string;
    readonly name: string;
    readonly revisionId: string;
    readonly revision: number;
  };
  readonly dataset: { readonly id: string; readonly name: string };
  readonly parameters: { readonly [name: string]: Json };
}

/** What was predicted on. A data row as our API shows it is one. */
export interface ExportedDataRow {
  readonly id: string;
  readonly globalKey: string;
  readonly type: DataRowType;
  readonly image: ImageSize | null;
  readonly video: VideoFacts | null;
}

/**
 * What the model said, its documents as the bytes (UTF-8) of the JSON texts as which they are stored: a
 * format that writes them as they are need not read them.
 */
export interface ExportedPrediction {
  readonly id: string;
  readonly reportedVersion: string | null;
  /** The item whose result was used again; null where the model was called for this one. */
  readonly reusedFrom: string | null;
  /** A JSON list of annotations. */
  readonly annotations: Uint8Array;
  /** A JSON list of warnings. */
  readonly warnings: Uint8Array;
  /** ISO 8601, in UTC. */
  readonly createdAt: string;
}

/** An item of the run: its data row, and its prediction where it has one. */
export interface ExportedItem {
  readonly dataRow: ExportedDataRow;
  readonly prediction: ExportedPrediction | null;
}
