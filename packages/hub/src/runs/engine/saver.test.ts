import type { Json } from '@patchbay/core/json.ts';
import { expect, test } from 'vitest';
import type { FinishedItem } from './finished-item.ts';
import { createSaver } from './saver.ts';

function finished(id: string, body = '', sent: Json = null): FinishedItem {
  const request = { method: 'POST', url: 'http://model.example', headers: {}, body: sent };
  const response = { status: 200, headers: {}, body };
  const exchange = { startedAt: new Date(0), latencyMs: 1, request, response };
  const call = { exchange, image: null, frame: null, problem: null, coordinates: {} };
  return {
    item: { id, dataRowId: id, attempts: 0 },
    attempts: [{ calls: [call] }],
    result: emptyResult,
  };
}

const emptyResult = {
  ok: true,
  annotations: [],
  warnings: [],
  reportedVersion: null,
  reading: null,
  usage: null,
} as const;

const ids = (batch: readonly FinishedItem[]) => batch.map(({ item }) => item.id);

class Refusal extends Error {}
class Lasting extends Error {}

const judge = (error: unknown) => {
  if (error instanceof Refusal) return 'refused';
  return error instanceof Lasting ? 'lasting' : 'passing';
};

/** A saver whose waits are over at once, and what it told and waited. */
function open(save: (batch: readonly FinishedItem[]) => Promise<void>) {
  const giveUp = new AbortController();
  const told: unknown[] = [];
  const waits: number[] = [];
  const rejected: [string, number][] = [];
  let nowMs = 0;
  const saver = createSaver({
    save,
    judge,
    reject: (item, _error, time) => {
      rejected.push([item.item.id, time]);
      return { ...item, result: { ok: false, problem: { code: 'INTERNAL', message: `${time}` } } };
    },
    onTrouble: async (error) => void told.push(error),
    giveUp: giveUp.signal,
    wait: async (ms) => {
      waits.push(ms);
      nowMs += ms;
    },
    now: () => nowMs,
  });
  return { saver, giveUp, told, waits, rejected };
}

test('a lonely item is saved at once', async () => {
  const saved: string[][] = [];
  const { saver } = open(async (batch) => void saved.push(ids(batch)));
  await saver.add(finished('a')).saved;
  expect(saved).toEqual([['a']]);
});

test('what comes while a batch is being saved goes together in the next', async () => {
  const saved: string[][] = [];
  let release: () => void = () => {};
  const { saver } = open((batch) => {
    saved.push(ids(batch));
    return new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  const first = saver.add(finished('a')).saved;
  const others = [saver.add(finished('b')).saved, saver.add(finished('c')).saved];
  release();
  await first;
  await expect.poll(() => saved.length).toBe(2);
  release();
  await Promise.all(others);
  expect(saved).toEqual([['a'], ['b', 'c']]);
});

test('items with very many annotations are not saved together with all that wait', async () => {
  const saved: string[][] = [];
  const { saver } = open(async (batch) => void saved.push(ids(batch)));
  const tag = { kind: 'tag', class: 'cat', confidence: null } as const;
  const many = Array.from({ length: 10_000 }, () => tag);
  const long = (id: string): FinishedItem => {
    const { item, attempts } = finished(id);
    const result = { ...emptyResult, annotations: many };
    return { item, attempts, result };
  };
  const adding = [finished('a'), long('b'), finished('c'), long('d'), finished('e')];
  await Promise.all(adding.map((it) => saver.add(it).saved));
  expect(saved).toEqual([['a'], ['b'], ['c', 'd'], ['e']]);
});

test('an item that the database refuses is found by halving and rejected alone (fault E14)', async () => {
  const saved: string[] = [];
  const { saver, rejected } = open(async (batch) => {
    if (batch.some(({ item, result }) => item.id === 'poison' && result.ok)) throw new Refusal();
    saved.push(...ids(batch));
  });
  const everyone = ['a', 'b', 'c', 'poison', 'd', 'e', 'f'];
  await Promise.all(everyone.map((id) => saver.add(finished(id)).saved));
  expect(saved.toSorted()).toEqual(everyone.toSorted());
  expect(rejected).toEqual([['poison', 1]]);
});

test('an item whose exchanges are refused as well is saved without them', async () => {
  const saved: FinishedItem[] = [];
  const { saver, rejected } = open(async ([item]) => {
    if (!item || item.result.ok || item.result.problem.message === '1') throw new Refusal();
    saved.push(item);
  });
  await saver.add(finished('a')).saved;
  expect(rejected).toEqual([
    ['a', 1],
    ['a', 2],
  ]);
  expect(saved).toHaveLength(1);
});

test('a failure that passes is tried again, ever more slowly, and nobody is told (fault E7)', async () => {
  let failures = 4;
  const saved: string[][] = [];
  const { saver, told, waits } = open(async (batch) => {
    if (failures-- > 0) throw new Error('connection lost');
    saved.push(ids(batch));
  });
  await saver.add(finished('a')).saved;
  expect(saved).toEqual([['a']]);
  expect(waits).toHaveLength(4);
  for (const [index, wait] of waits.entries()) {
    expect(wait).toBeGreaterThanOrEqual(50 * 2 ** index);
    expect(wait).toBeLessThanOrEqual(100 * 2 ** index);
  }
  expect(told).toEqual([]);
});

test('a failure that goes on for seconds is told, and what is kept is saved in the end (fault E10)', async () => {
  let failures = 20;
  const { saver, told, waits } = open(async () => {
    if (failures-- > 0) throw new Error('disk full');
  });
  await saver.add(finished('a')).saved;
  expect(told.length).toBeGreaterThan(5);
  expect(Math.max(...waits)).toBeLessThanOrEqual(5000);
});

test('a failure at which only a person can look is told at once, and not tried again (fault E8)', async () => {
  let tries = 0;
  const { saver, told } = open(async () => {
    tries += 1;
    if (tries === 1) throw new Lasting('no such table');
  });
  await expect(saver.add(finished('a')).saved).rejects.toThrow('no such table');
  expect(told).toEqual([expect.any(Lasting)]);
  await saver.add(finished('b')).saved;
  expect(tries).toBe(2);
});

test('a process that ends gives up what it cannot save', async () => {
  const { saver, giveUp } = open(async () => {
    giveUp.abort(new Error('ending'));
    throw new Error('connection lost');
  });
  await expect(saver.add(finished('a')).saved).rejects.toThrow('connection lost');
});

test('answers that still come are saved together, a moment after the ones before', async () => {
  const saved: string[][] = [];
  const { saver } = open(async (batch) => void saved.push(ids(batch)));
  await saver.add(finished('a')).saved;
  await Promise.all(['b', 'c', 'd'].map((id) => saver.add(finished(id)).saved));
  expect(saved).toEqual([['a'], ['b', 'c', 'd']]);
});

test('nobody waits for company when nothing else is under way', async () => {
  const saved: string[][] = [];
  const { saver } = open(async (batch) => void saved.push(ids(batch)));
  await saver.add(finished('a')).saved;
  void saver.add(finished('b'));
  expect(saved).toEqual([['a']]);
  saver.flush();
  await expect.poll(() => saved, { timeout: 50, interval: 1 }).toEqual([['a'], ['b']]);
});

/** Saves when it is told to, and says whether there is room again. */
function openSlow() {
  const saving = Promise.withResolvers<void>();
  const { saver } = open(() => saving.promise);
  const states: string[] = [];
  return {
    saver,
    states,
    goOn: saving.resolve,
    watch: (it: Promise<void>) => it.then(() => void states.push('room')),
  };
}

test('a database that is slower than the model holds the model up: no more than 1,000 items are kept', async () => {
  const { saver, states, goOn, watch } = openSlow();
  for (let count = 1; count < 1000; count += 1) await saver.add(finished(String(count))).room;
  const waiting = watch(saver.add(finished('1000')).room);
  await new Promise(setImmediate);
  expect(states).toEqual([]);
  goOn();
  await waiting;
});

test.each([
  ['answers', finished('b', 'x'.repeat(9_000_000))],
  ['requests', finished('b', '', { inputs: [{ text: 'x'.repeat(9_000_000) }] })],
])('%s that are long leave room for fewer', async (_what, long) => {
  const { saver, states, goOn, watch } = openSlow();
  await saver.add(finished('a')).room;
  const waiting = watch(saver.add(long).room);
  await new Promise(setImmediate);
  expect(states).toEqual([]);
  goOn();
  await waiting;
});

test('while nothing can be saved there is room for nothing more', async () => {
  const saving = Promise.withResolvers<void>();
  let tries = 0;
  const { saver } = open(async () => {
    tries += 1;
    if (tries === 1) throw new Error('connection lost');
    await saving.promise;
  });
  const first = saver.add(finished('a'));
  await first.room;
  await expect.poll(() => tries).toBe(2);
  const states: string[] = [];
  const second = saver.add(finished('b'));
  const waiting = second.room.then(() => void states.push('room'));
  await new Promise(setImmediate);
  expect(states).toEqual([]);
  saving.resolve();
  saver.flush();
  await Promise.all([first.saved, waiting, second.saved]);
});
