import type { DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import { expect, test } from 'vitest';
import { describeDataRow } from './describe-data-row.ts';

const row: DataRowView = {
  id: '0199a000-0000-7000-8000-000000000000',
  datasetId: '0199a000-0000-7000-8000-000000000001',
  type: 'text',
  globalKey: 'a',
  asset: { hash: '0'.repeat(64), byteLength: 1, mediaType: 'text/plain' },
  image: null,
  video: null,
  excerpt: 'a',
  turnCount: null,
  attachmentCount: 0,
  sourceUrl: null,
  metadata: {},
  createdAt: '2026-11-01T00:00:00.000Z',
};

test.each<[Partial<DataRowView>, string]>([
  [{}, ''],
  [{ type: 'image', image: { width: 640, height: 480 } }, '640 × 480 pixels'],
  [{ type: 'html', attachmentCount: 1 }, 'page · 1 attachment'],
  [{ type: 'conversational', turnCount: 1, attachmentCount: 2 }, '1 turn · 2 attachments'],
  [
    { type: 'video', video: { width: 64, height: 48, durationMs: 61_250, frameCount: 1831 } },
    '64 × 48 pixels · 61.3 s · 1,831 frames',
  ],
])('a row of %o is described as %s', (facts, words) => {
  expect(describeDataRow({ ...row, ...facts }, 'en')).toBe(words);
});
