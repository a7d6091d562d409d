import { expect, test } from 'vitest';
import { readMeanConfidences } from '../read-statistics.ts';
import { chooseChunkSize } from './chunk-size.ts';
import type { Attempt, ItemResult } from './finished-item.ts';
import { countTallies as countAll } from './tallies.ts';

/** Without how much was found and how sure the model is, which every item that succeeded has: those have a test of their own. */
function countTallies(...given: Parameters<typeof countAll>) {
  const statistics = ['found', 'confidence', 'sure', 'sureness'];
  return countAll(...given).filter(({ subject }) => !statistics.includes(subject));
}

function done(result: ItemResult, attempts: Attempt[] = []) {
  return { result, attempts };
}

const empty = {
  ok: true,
  annotations: [],
  warnings: [],
  reportedVersion: null,
  reading: null,
  usage: null,
} as const;

test('annotations are counted by class, kind and whether the class is known', () => {
  const cat = { kind: 'tag', class: 'cat', confidence: null } as const;
  const result = { ...empty, annotations: [cat, cat, { ...cat, unknownClass: true }] };
  const tallies = countTallies([done(result), done(result)]);
  expect(tallies.map(({ name, unknownClass, count }) => [name, unknownClass, count])).toEqual([
    ['cat', false, 4],
    ['cat', true, 2],
  ]);
});

test('failures and warnings are counted by code and keep the first message', () => {
  const tallies = countTallies([
    done({ ok: false, problem: { code: 'MODEL_TIMEOUT', message: 'first' } }),
    done({ ok: false, problem: { code: 'MODEL_TIMEOUT', message: 'second' } }),
    done({
      ...empty,
      warnings: [{ code: 'SHAPE_EMPTY', message: 'no area', pointer: '/a' }],
    }),
  ]);
  expect(tallies).toMatchObject([
    { subject: 'failure', name: 'MODEL_TIMEOUT', count: 2, sample: 'first' },
    { subject: 'warning', name: 'SHAPE_EMPTY', count: 1, sample: 'no area' },
  ]);
});

test('results that were used again are counted, and bring what their coordinates look like', () => {
  const reused = { itemId: 'item', coordinates: { shapes: 3 } };
  const failed = { ok: false, problem: { code: 'INTERNAL', message: '' } } as const;
  const tallies = countTallies([
    { ...done(empty), reused },
    { ...done(empty), reused },
    { ...done(failed), reused },
    done(empty),
  ]);
  expect(tallies.map(({ subject, name, count }) => [subject, name, count])).toEqual([
    ['coordinates', 'shapes', 6],
    ['failure', 'INTERNAL', 1],
    ['reused', '', 2],
  ]);
});

test('tallies come in one order, whatever the order of the results', () => {
  const a = done({ ok: false, problem: { code: 'MODEL_TIMEOUT', message: '' } });
  const b = done({ ok: false, problem: { code: 'MODEL_OVERLOADED', message: '' } });
  expect(countTallies([a, b])).toEqual(countTallies([b, a]));
});

test('coordinates are counted over the attempts of items that succeeded, and no others (fault D2)', () => {
  const call = { exchange: null, image: null, frame: 0, problem: null };
  const attempts = [
    { calls: [{ ...call, coordinates: { shapes: 3, normalised: 2 } }] },
    { calls: [{ ...call, frame: 1, coordinates: { shapes: 4 } }] },
  ];
  const failed = { ok: false, problem: { code: 'MODEL_TIMEOUT', message: '' } } as const;
  const tallies = countTallies([done(empty, attempts), done(failed, attempts)]);
  expect(tallies.map(({ subject, name, count }) => [subject, name, count])).toEqual([
    ['coordinates', 'normalised', 2],
    ['coordinates', 'shapes', 7],
    ['failure', 'MODEL_TIMEOUT', 1],
  ]);
});

test('items are counted by their annotations, annotations by confidence, and classes by the sum of it', () => {
  const sure = (confidence: number | null) => ({ kind: 'tag', class: 'cat', confidence }) as const;
  const found = { ...empty, annotations: [sure(0.5), sure(1), sure(0.501), sure(null)] };
  const tallies = countAll([done(found), done(empty), done(empty)]);
  const statistics = tallies.filter(({ subject }) => subject !== 'class');
  expect(statistics.map(({ subject, name, count }) => [subject, name, count])).toEqual([
    ['confidence', '', 1],
    ['confidence', '10', 2],
    ['confidence', '19', 1],
    ['found', '0', 2],
    ['found', '4', 1],
    ['sure', 'cat', 3],
    ['sureness', 'cat', 200],
  ]);
});

test('how sure the model is fits into 32 bits for the largest chunk of 5,000 annotations an item', () => {
  const certain = { kind: 'tag', class: 'cat', confidence: 1 } as const;
  const item = done({ ...empty, annotations: new Array(5_000).fill(certain) });
  const ofItem = Math.max(...countAll([item]).map(({ count }) => count));
  const ofChunk = ofItem * chooseChunkSize(null, 1_000_000);
  expect(ofChunk).toBe(1_000_000_000);
  expect(ofChunk).toBeLessThan(2 ** 31);
});

test('the mean confidence of a class comes back from what was counted, to the hundredth', () => {
  const tags = [0.25, 0.5, 0.754].map(
    (confidence) => ({ kind: 'tag', class: 'cat', confidence }) as const,
  );
  const tallies = countAll([done({ ...empty, annotations: tags })]);
  const rows = tallies.map(({ unknownClass, ...row }) => ({ ...row, unknown_class: unknownClass }));
  expect([...readMeanConfidences(rows).values()]).toEqual([0.5]);
});
