import { expect, test } from 'vitest';
import type { FinishedItem } from './finished-item.ts';
import { createSaver } from './saver.ts';

function finished(id: string): FinishedItem {
  return {
    item: { id, dataRowId: id, attempts: 0 },
    attempts: [],
    result: {
      ok: true,
      annotations: [],
      warnings: [],
      reportedVersion: null,
      reading: null,
      usage: null,
    },
  };
}

const ids = (batch: readonly FinishedItem[]) => batch.map(({ item }) => item.id);

class Refusal extends Error {}
const isRefusal = (error: unknown) => error instanceof Refusal;

test('a lonely item is saved at once', async () => {
  const saved: string[][] = [];
  const saver = createSaver({
    save: async (batch) => void saved.push(ids(batch)),
    isRefusal,
    reject: (item) => item,
  });
  await saver.add(finished('a'));
  expect(saved).toEqual([['a']]);
});

test('what comes while a batch is being saved goes together in the next', async () => {
  const saved: string[][] = [];
  let release: () => void = () => {};
  const saver = createSaver({
    save: (batch) => {
      saved.push(ids(batch));
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    },
    isRefusal,
    reject: (item) => item,
  });
  const first = saver.add(finished('a'));
  const others = [saver.add(finished('b')), saver.add(finished('c'))];
  release();
  await first;
  await expect.poll(() => saved.length).toBe(2);
  release();
  await Promise.all(others);
  expect(saved).toEqual([['a'], ['b', 'c']]);
});

test('an item that the database refuses is found by halving and rejected alone', async () => {
  const saved: string[] = [];
  const save = async (batch: readonly FinishedItem[]) => {
    if (batch.some(({ item, result }) => item.id === 'poison' && result.ok)) throw new Refusal();
    saved.push(...ids(batch));
  };
  const problem = { code: 'INTERNAL' as const, message: 'refused' };
  const rejected: string[] = [];
  const saver = createSaver({
    save,
    isRefusal,
    reject: (item) => {
      rejected.push(item.item.id);
      return { ...item, result: { ok: false, problem } };
    },
  });
  const everyone = ['a', 'b', 'c', 'poison', 'd', 'e', 'f'];
  await Promise.all(everyone.map((id) => saver.add(finished(id))));
  expect(saved.toSorted()).toEqual(everyone.toSorted());
  expect(rejected).toEqual(['poison']);
});

test('those who wait hear of a failure of the database, and the next batch is tried', async () => {
  let isBroken = true;
  const saver = createSaver({
    save: async () => {
      if (isBroken) throw new Error('connection lost');
    },
    isRefusal,
    reject: (item) => item,
  });
  await expect(saver.add(finished('a'))).rejects.toThrow('connection lost');
  isBroken = false;
  await saver.add(finished('b'));
});
