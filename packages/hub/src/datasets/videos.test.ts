import type { DataRowView, DatasetView, ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import { readVideo, tellFrame } from './videos/testing/video-fixtures.ts';

let hub: TestHub;
let datasetId: string;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
});
afterAll(() => hub.end());
beforeEach(async () => {
  const name = `Videos ${Math.random()}`;
  const { body } = await hub.ask<DatasetView>('POST', '/api/v1/datasets', { name });
  datasetId = body.id;
});

function upload(files: { readonly [name: string]: string | Uint8Array }) {
  return hub.upload<ImportReport>(`/api/v1/datasets/${datasetId}/import?format=files`, files);
}

async function listRows(): Promise<DataRowView[]> {
  const { body } = await hub.ask<{ items: DataRowView[] }>(
    'GET',
    `/api/v1/datasets/${datasetId}/data-rows`,
  );
  return body.items;
}

function get(path: string, headers: Record<string, string> = {}) {
  return hub.app.inject({
    url: path,
    headers: { authorization: `Bearer ${hub.apiKey}`, ...headers },
  });
}

describe('videos', () => {
  test('are rows with size, length and number of frames, told by content', async () => {
    const { body } = await upload({
      'a/counting.mp4': readVideo('counting.mp4'),
      'misnamed.dat': readVideo('counting.webm'),
      'turned.mov': readVideo('turned.mov'),
    });
    expect(body).toMatchObject({ imported: 3, alreadyThere: 0, failed: [] });
    const video = { width: 64, height: 48, durationMs: 4000, frameCount: 40 };
    expect(
      (await listRows()).map((row) => [row.globalKey, row.type, row.asset.mediaType, row.video]),
    ).toEqual([
      ['a/counting.mp4', 'video', 'video/mp4', video],
      ['misnamed.dat', 'video', 'video/webm', video],
      ['turned.mov', 'video', 'video/quicktime', { ...video, width: 48, height: 64 }],
    ]);
    const { body: dataset } = await hub.ask<DatasetView>('GET', `/api/v1/datasets/${datasetId}`);
    expect(dataset.rowCounts).toMatchObject({ video: 3, image: 0 });
  });

  test('that are damaged or in an unknown codec fail alone, and others around them do not', async () => {
    const whole = readVideo('counting.mp4');
    const { body } = await upload({
      'first.mp4': whole,
      'cut.mp4': whole.subarray(0, whole.length - 400),
      'head.mp4': whole.subarray(0, 40),
      'motion.mov': readVideo('undecodable.mov'),
      'last.txt': 'text',
    });
    expect(body.imported).toBe(2);
    expect(body.failed.map(({ source, problem }) => [source, problem.code])).toEqual([
      ['cut.mp4', 'INPUT_FILE_UNREADABLE'],
      ['head.mp4', 'INPUT_FILE_UNREADABLE'],
      ['motion.mov', 'INPUT_FILE_UNREADABLE'],
    ]);
    expect(body.failed[2]?.problem.message).toContain('PATCHBAY_FFMPEG');
  });

  test('are known again by their bytes', async () => {
    await upload({ 'a.mp4': readVideo('counting.mp4') });
    expect((await upload({ 'a.mp4': readVideo('counting.mp4') })).body.alreadyThere).toBe(1);
    const { body } = await upload({ 'a.mp4': readVideo('counting.webm') });
    expect(body.failed).toMatchObject([{ problem: { code: 'INPUT_NAME_TAKEN' } }]);
  });

  test('have a thumbnail, and a picture of each frame', async () => {
    await upload({ 'turned.mov': readVideo('turned.mov') });
    const [row] = await listRows();
    const small = await get(`/api/v1/data-rows/${row?.id}/asset?thumbnail=32`);
    expect(await sharp(small.rawPayload).metadata()).toMatchObject({ width: 24, height: 32 });
    const frame = await get(`/api/v1/data-rows/${row?.id}/frames/17`);
    expect(frame.headers['content-type']).toBe('image/jpeg');
    expect(await tellFrame(frame.rawPayload)).toBe(17);
    const none = await get(`/api/v1/data-rows/${row?.id}/frames/40`);
    expect([none.statusCode, none.json().message]).toEqual([404, '"turned.mov" has no frame 40.']);
  });

  test('are given out in the parts that a player asks for', async () => {
    const bytes = readVideo('counting.mp4');
    await upload({ 'a.mp4': bytes });
    const [row] = await listRows();
    const url = `/api/v1/data-rows/${row?.id}/asset`;
    const part = await get(url, { range: 'bytes=100-199' });
    expect(part.statusCode).toBe(206);
    expect(part.headers).toMatchObject({
      'content-type': 'video/mp4',
      'content-range': `bytes 100-199/${bytes.length}`,
      'content-length': '100',
    });
    expect(part.rawPayload.equals(bytes.subarray(100, 200))).toBe(true);
    const whole = await get(url);
    expect(whole.headers['accept-ranges']).toBe('bytes');
    expect(whole.rawPayload.equals(bytes)).toBe(true);
  });
});
