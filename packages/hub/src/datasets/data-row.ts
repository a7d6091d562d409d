import type { DataRowContent, DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import type { ContentPart } from '@patchbay/core/data-row/content-part.ts';
import type { Turn } from '@patchbay/core/data-row/conversation.ts';
import type { DataRowType, VideoFacts } from '@patchbay/core/data-row/data-row.ts';
import type { Json } from '@patchbay/core/json.ts';
import { sliceCodePoints } from '@patchbay/core/text/code-points.ts';

/** One input with all that is kept of it. The bytes of images and videos lie in the storage. */
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
  /** Pixels of the image or the frames as displayed; null for everything else. */
  readonly width: number | null;
  readonly height: number | null;
  /** EXIF orientation of the stored bytes of an image, 1 to 8; null for everything else. */
  readonly orientation: number | null;
  /** Of a video; null for everything else. */
  readonly durationMs: number | null;
  readonly frameCount: number | null;
  /** A text, or the source of a page; null for everything else. */
  readonly text: string | null;
  /** Of a conversation; null for everything else. */
  readonly turns: Turn[] | null;
  readonly attachments: ContentPart[];
  readonly sourceUrl: string | null;
  readonly metadata: { [name: string]: Json };
  readonly createdAt: Date;
}

/** How much of a text a list shows. */
export const excerptCodePoints = 200;

/** What a list shows a data row by. */
export type ListedRow = Omit<DataRow, 'organisationId' | 'orientation'>;

/** A data row as our API lists it, a text with its beginning only. */
export function toDataRowView(row: ListedRow): DataRowView {
  const { id, datasetId, type, globalKey, width, height, sourceUrl, metadata } = row;
  const words = row.text ?? firstWords(row.turns);
  return {
    id,
    datasetId,
    type,
    globalKey,
    asset: { hash: row.assetHash, byteLength: row.byteLength, mediaType: row.mediaType },
    image: type === 'image' && width !== null && height !== null ? { width, height } : null,
    video: videoFactsOf(row),
    excerpt: words === null ? null : sliceCodePoints(words, 0, excerptCodePoints),
    turnCount: row.turns?.length ?? null,
    attachmentCount: row.attachments.length,
    sourceUrl,
    metadata,
    createdAt: row.createdAt.toISOString(),
  };
}

/** What is inside a data row, where our API shows it by itself. */
export function toDataRowContent({ text, turns, attachments }: DataRow): DataRowContent {
  return { text, turns, attachments };
}

/** Null for everything but videos. */
export function videoFactsOf(
  row: Pick<DataRow, 'type' | 'width' | 'height' | 'durationMs' | 'frameCount'>,
): VideoFacts | null {
  const { type, width, height, durationMs, frameCount } = row;
  const isWhole = width !== null && height !== null && durationMs !== null && frameCount !== null;
  return type === 'video' && isWhole ? { width, height, durationMs, frameCount } : null;
}

/** What is said first in a conversation, beyond the instructions. */
function firstWords(turns: readonly Turn[] | null): string | null {
  if (turns === null) return null;
  const said = turns.find(({ role }) => role !== 'system') ?? turns[0];
  const words = said?.parts.find((part) => part.type === 'text');
  return words?.type === 'text' ? words.text : '';
}
