import type { DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import { countWords } from './count-words.ts';

/** The size of a data row in words: pixels, turns, the length of a video; and what is attached to it. */
export function describeDataRow(dataRow: DataRowView, language?: string): string {
  const facts = [...describeContent(dataRow, language), ...describeAttachments(dataRow, language)];
  return facts.join(' · ');
}

function describeContent(dataRow: DataRowView, language?: string): string[] {
  const { image, video, type, turnCount } = dataRow;
  if (image) return [`${image.width} × ${image.height} pixels`];
  if (video) {
    const { width, height, durationMs, frameCount } = video;
    const seconds = (durationMs / 1000).toLocaleString(language, { maximumFractionDigits: 1 });
    const frames = countWords(frameCount, ['frame', 'frames'], language);
    return [`${width} × ${height} pixels`, `${seconds} s`, frames];
  }
  if (turnCount !== null) return [countWords(turnCount, ['turn', 'turns'], language)];
  return type === 'html' ? ['page'] : [];
}

function describeAttachments({ attachmentCount: count }: DataRowView, language?: string): string[] {
  if (count === 0) return [];
  return [countWords(count, ['attachment', 'attachments'], language)];
}
