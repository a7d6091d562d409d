import { expect, test } from 'vitest';
import { createBodyKeeper, readKeptBody } from './kept-body.ts';
import { createSingleStorage } from './single-storage.ts';

const organisationId = '0199a000-0000-7000-8000-000000000000';
const call = { organisationId, id: '0199a000-0000-7000-8000-000000000001' };
const other = { organisationId, id: '0199a000-0000-7000-8000-000000000002' };

function createKeeper(limitBytes: number | null) {
  const announced: string[] = [];
  const storage = createSingleStorage();
  const announce = async (_: string, asset: string) => void announced.push(asset);
  return { announced, storage, keeper: createBodyKeeper({ storage, limitBytes, announce }) };
}

test('a small body stays in the row, a large one is announced and lies in the storage', async () => {
  const { announced, storage, keeper } = createKeeper(null);
  const small = await keeper.keep(call, 'ä small answer');
  expect(small).toMatchObject({ asset: null, cutFrom: null });
  expect(await readKeptBody(small, storage)).toBe('ä small answer');
  const text = 'large '.repeat(20_000);
  const large = await keeper.keep(call, text);
  expect(large).toMatchObject({ inRow: null, cutFrom: null });
  expect(announced).toEqual([large.asset]);
  expect(await readKeptBody(large, storage)).toBe(text);
});

test('two calls that were answered alike share no file', async () => {
  const { keeper } = createKeeper(null);
  const text = 'large '.repeat(20_000);
  const [one, second] = [await keeper.keep(call, text), await keeper.keep(other, text)];
  expect(one.asset).not.toBe(second.asset);
});

test('of a body beyond the limit the beginning is kept, up to a whole character', async () => {
  const { storage, keeper } = createKeeper(4);
  const kept = await keeper.keep(call, 'abc🙂');
  expect(kept.cutFrom).toBe(7);
  expect(await readKeptBody(kept, storage)).toBe('abc');
  expect((await keeper.keep(call, 'abcd')).cutFrom).toBeNull();
  const nothing = await createKeeper(0).keeper.keep(call, 'abc');
  expect(nothing).toMatchObject({ inRow: Buffer.alloc(0), cutFrom: 3 });
});
