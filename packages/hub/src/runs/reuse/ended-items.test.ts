import { defaultVideoSampling } from '@patchbay/core/data-row/video-sampling.ts';
import { succeed } from '@patchbay/core/error/outcome.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import type { PendingItem } from '../item-store.ts';
import { reuseResults } from './reuse-results.ts';
import { createReuseStore, type ReuseStore } from './reuse-store.ts';
import { openRuns } from './testing/open-runs.ts';

let hub: TestHub;
let reuse: ReuseStore;
beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
  reuse = createReuseStore(hub.database);
});
afterAll(() => hub.end());

function query<Row extends object>(text: string, values: unknown[] = []) {
  return hub.database.pool.query<Row>(text, values);
}

/** What uses results again for the later run, with what it saved and how often it read. */
async function openReuse({ organisationId, later }: Awaited<ReturnType<typeof openRuns>>) {
  const { rows } = await query<{ id: string }>('select revision_id as id from runs where id = $1', [
    later,
  ]);
  const images = { delivery: 'base64', maximumSide: null } as const;
  const stop = new AbortController();
  const saved: string[] = [];
  const told: unknown[] = [];
  const reads: number[] = [];
  let lookups = 0;
  const counting: ReuseStore = {
    async find(...wanted) {
      lookups += 1;
      return await reuse.find(...wanted);
    },
    async read(organisation, revision, itemIds) {
      reads.push(itemIds.length);
      return await reuse.read(organisation, revision, itemIds);
    },
  };
  const parts = {
    organisationId,
    run: { id: later, model: { id: '', name: '', revision: 1, revisionId: rows[0]?.id ?? '' } },
    wish: succeed({ images, video: 'frames' as const, sampling: defaultVideoSampling }),
    reuse: counting,
    stop: stop.signal,
    save: async ({ item: { id } }: { item: PendingItem }) => void saved.push(id),
    onError: (error: unknown) => void told.push(error),
  };
  return { parts, told, stop, saved, reads, countLookups: () => lookups };
}

function toItem(dataRowId: string): PendingItem {
  return { id: crypto.randomUUID(), dataRowId, attempts: 0 };
}

test('a result that is gone by the time it is read leaves its item to be sent', async () => {
  const opened = await openRuns(hub);
  const { parts, saved } = await openReuse(opened);
  const item = toItem(opened.dataRowId);
  expect(await reuseResults(parts, [item])).toEqual([]);
  expect(saved).toEqual([item.id]);
  const losing: ReuseStore = {
    ...reuse,
    async read(...wanted) {
      await query('delete from predictions where item_id = $1', [opened.itemId]);
      return await reuse.read(...wanted);
    },
  };
  expect(await reuseResults({ ...parts, reuse: losing }, [item])).toEqual([item]);
  expect(await opened.find()).toEqual([]);
  expect(saved).toEqual([item.id]);
});

test('results are read together, but large ones a few at a time', async () => {
  const opened = await openRuns(hub);
  const { parts, saved, reads } = await openReuse(opened);
  const copies = await Promise.all(
    Array.from({ length: 4 }, () => opened.copyRow('metadata', '{ "note": "a copy" }')),
  );
  const items = copies.map(toItem);
  expect(await reuseResults(parts, items)).toEqual([]);
  expect(reads).toEqual([4]);
  await query('update predictions set warnings = $2 where item_id = $1', [
    opened.itemId,
    JSON.stringify([{ code: 'FIELD_IGNORED', message: 'x'.repeat(900_000), pointer: '' }]),
  ]);
  expect(await reuseResults(parts, items)).toEqual([]);
  expect(reads).toEqual([4, 2, 2]);
  expect(saved).toHaveLength(8);
});

test('once the work is stopped nothing more is looked up, read or saved', async () => {
  const opened = await openRuns(hub);
  const { parts, stop, saved, reads, countLookups } = await openReuse(opened);
  stop.abort();
  await reuseResults(parts, [toItem(opened.dataRowId)]);
  expect([saved, reads, countLookups()]).toEqual([[], [], 0]);
});

test('what cannot be saved is told, unless the work was stopped meanwhile', async () => {
  const opened = await openRuns(hub);
  const { parts, stop } = await openReuse(opened);
  const items = [toItem(opened.dataRowId)];
  const save = () => Promise.reject(new Error('The disk is full.'));
  await expect(reuseResults({ ...parts, save }, items)).rejects.toThrow('The disk is full.');
  const saveLate = () => {
    stop.abort();
    return save();
  };
  expect(await reuseResults({ ...parts, save: saveLate }, items)).toEqual([]);
});

test('where a look-up fails the model is asked, and somebody hears of it', async () => {
  const opened = await openRuns(hub);
  const { parts, told, saved } = await openReuse(opened);
  const items = [toItem(opened.dataRowId)];
  const failing = () => Promise.reject(new Error('It took too long.'));
  for (const broken of [{ find: failing }, { read: failing }]) {
    expect(await reuseResults({ ...parts, reuse: { ...reuse, ...broken } }, items)).toEqual(items);
  }
  expect(told).toHaveLength(2);
  expect(saved).toEqual([]);
});
