import type { DataRowView } from '@patchbay/core/api/dataset-routes.ts';

/** The size of a data row in words: pixels, turns, the length of a video; and what is attached to it. */
export function describeDataRow(dataRow: DataRowView): string {
  const facts = [...describeContent(dataRow), ...describeAttachments(dataRow)];
  return facts.join(' · ');
}

function describeContent({ image, video, type, turnCount }: DataRowView): string[] {
  if (image) return [`${image.width} × ${image.height} pixels`];
  if (video) {
    const { width, height, durationMs, frameCount } = video;
    const seconds = (durationMs / 1000).toLocaleString('en', { maximumFractionDigits: 1 });
    const frames = `${frameCount.toLocaleString('en')} ${frameCount === 1 ? 'frame' : 'frames'}`;
    return [`${width} × ${height} pixels`, `${seconds} s`, frames];
  }
  if (turnCount !== null) return [`${turnCount} ${turnCount === 1 ? 'turn' : 'turns'}`];
  return type === 'html' ? ['page'] : [];
}

function describeAttachments({ attachmentCount: count }: DataRowView): string[] {
  if (count === 0) return [];
  return [`${count} ${count === 1 ? 'attachment' : 'attachments'}`];
}
