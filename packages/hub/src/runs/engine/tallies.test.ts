import { expect, test } from 'vitest';
import { countTallies } from './tallies.ts';

test('annotations are counted by class, kind and whether the class is known', () => {
  const cat = { kind: 'tag', class: 'cat', confidence: null } as const;
  const result = {
    ok: true as const,
    annotations: [cat, cat, { ...cat, unknownClass: true }],
    warnings: [],
    reportedVersion: null,
    reading: null,
    usage: null,
  };
  const tallies = countTallies([result, result]);
  expect(tallies.map(({ name, unknownClass, count }) => [name, unknownClass, count])).toEqual([
    ['cat', false, 4],
    ['cat', true, 2],
  ]);
});

test('failures and warnings are counted by code and keep the first message', () => {
  const tallies = countTallies([
    { ok: false, problem: { code: 'MODEL_TIMEOUT', message: 'first' } },
    { ok: false, problem: { code: 'MODEL_TIMEOUT', message: 'second' } },
    {
      ok: true,
      annotations: [],
      warnings: [{ code: 'SHAPE_EMPTY', message: 'no area', pointer: '/a' }],
      reportedVersion: null,
      reading: null,
      usage: null,
    },
  ]);
  expect(tallies).toMatchObject([
    { subject: 'failure', name: 'MODEL_TIMEOUT', count: 2, sample: 'first' },
    { subject: 'warning', name: 'SHAPE_EMPTY', count: 1, sample: 'no area' },
  ]);
});

test('tallies come in one order, whatever the order of the results', () => {
  const a = { ok: false, problem: { code: 'MODEL_TIMEOUT', message: '' } } as const;
  const b = { ok: false, problem: { code: 'MODEL_OVERLOADED', message: '' } } as const;
  expect(countTallies([a, b])).toEqual(countTallies([b, a]));
});
