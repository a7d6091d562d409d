import type { SentImage } from '@patchbay/core/data-row/sent-image.ts';
import type { DataRow } from '../../datasets/data-row.ts';
import type { PreparedInput } from '../../datasets/prepared-input.ts';

/**
 * What the stored answer about a data row is measured against, from what was recorded when it was sent:
 * the same as `datasets/read-input.ts` makes for a call, without reading any image.
 */
export function describeAnswered(
  dataRow: DataRow,
  image: SentImage | null,
  { frames, isFrame }: { frames: readonly number[]; isFrame: boolean },
): Pick<PreparedInput, 'row' | 'image' | 'fullSize'> {
  const { type, text } = dataRow;
  switch (type) {
    case 'text':
    case 'html':
      return { row: { type, text: text ?? '' }, image: null, fullSize: null };
    case 'conversational':
      return { row: { type }, image: null, fullSize: null };
    case 'image':
    case 'video': {
      const fullSize = sizeOf(dataRow);
      const size = image ? { width: image.width, height: image.height } : fullSize;
      const isImage = type === 'image' || isFrame;
      const row = isImage ? ({ type: 'image', size } as const) : { type, size, frames };
      return { row, image, fullSize };
    }
  }
}

function sizeOf({ id, width, height }: DataRow): { width: number; height: number } {
  if (width === null || height === null) throw new Error(`The data row ${id} has no size.`);
  return { width, height };
}
