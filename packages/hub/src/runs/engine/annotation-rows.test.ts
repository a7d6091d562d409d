import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { expect, test } from 'vitest';
import { writeLongAnnotations } from './annotation-rows.ts';
import type { FinishedItem } from './finished-item.ts';

const tag = (index: number): Annotation => ({
  kind: 'tag',
  class: `class ${index % 3} ä`,
  confidence: (index % 100) / 100,
});

function itemWith(id: string, annotations: readonly Annotation[]): FinishedItem {
  const result = {
    ok: true,
    annotations,
    warnings: [],
    reportedVersion: null,
    reading: null,
    usage: null,
  } as const;
  return { item: { id, dataRowId: id, attempts: 0 }, attempts: [], result };
}

const list = (length: number) => Array.from({ length }, (_, index) => tag(index));

test.each([1001, 2000, 4321])(
  '%i annotations are written as JSON would be at once',
  async (count) => {
    const long = await writeLongAnnotations([itemWith('a', list(count))]);
    const written = long.get('a');
    expect(written?.json.toString()).toBe(JSON.stringify(list(count)));
    expect(written?.classes).toEqual(
      new Map([
        ['class 0 ä', 0.99],
        ['class 1 ä', 0.99],
        ['class 2 ä', 0.99],
      ]),
    );
  },
);

test('ordinary items are left to be written at once', async () => {
  const failed = { ok: false, problem: { code: 'MODEL_TIMEOUT', message: '' } } as const;
  const items = [itemWith('a', list(1000)), { ...itemWith('b', []), result: failed }];
  expect(await writeLongAnnotations(items)).toEqual(new Map());
});

test('what nobody could look into later is refused, wherever it stands (fault E14)', async () => {
  const poisoned = [...list(2500), { ...tag(0), class: 'half a pair \ud800' }, ...list(500)];
  await expect(writeLongAnnotations([itemWith('a', poisoned)])).rejects.toThrow('surrogate');
});
