import type { Annotation } from '../annotation/annotation.ts';
import type { DataRowType, ImageSize, VideoFacts } from '../data-row/data-row.ts';
import type { Warning } from '../error/warning.ts';
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

/** What the model said. A prediction as our API shows it is one. */
export interface ExportedPrediction {
  readonly id: string;
  readonly reportedVersion: string | null;
  readonly annotations: readonly Annotation[];
  readonly warnings: readonly Warning[];
  readonly createdAt: string;
}
