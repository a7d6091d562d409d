import type { DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { Json } from '@patchbay/core/json.ts';
import { sliceCodePoints } from '@patchbay/core/text/code-points.ts';

/** One input with all that is kept of it. The bytes of an image lie in the storage. */
export interface DataRow {
  readonly id: string;
  readonly organisationId: string;
  readonly datasetId: string;
  readonly type: DataRowType;
  /** Names the row in its dataset: the path of its file, its id in the list, or its line. */
  readonly globalKey: string;
  readonly assetHash: string;
  readonly byteLength: number;
  readonly mediaType: string;
  /** Pixels of the image as displayed; null for texts. */
  readonly width: number | null;
  readonly height: number | null;
  /** EXIF orientation of the stored bytes, 1 to 8; null for texts. */
  readonly orientation: number | null;
  readonly text: string | null;
  readonly sourceUrl: string | null;
  readonly metadata: { [name: string]: Json };
  readonly createdAt: Date;
}

const excerptCodePoints = 200;

/** A data row as our API shows it, a text with its beginning only. */
export function toDataRowView(row: DataRow): DataRowView {
  const { id, datasetId, type, globalKey, width, height, text, sourceUrl, metadata } = row;
  return {
    id,
    datasetId,
    type,
    globalKey,
    asset: { hash: row.assetHash, byteLength: row.byteLength, mediaType: row.mediaType },
    image: width !== null && height !== null ? { width, height } : null,
    excerpt: text === null ? null : sliceCodePoints(text, 0, excerptCodePoints),
    sourceUrl,
    metadata,
    createdAt: row.createdAt.toISOString(),
  };
}
