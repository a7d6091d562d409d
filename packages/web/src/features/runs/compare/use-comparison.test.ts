import type { ComparedItem, ComparisonPage } from '@patchbay/core/api/run-comparison.ts';
import { expect, test } from 'vitest';
import { addPart, nothingCompared } from './use-comparison.ts';

function item(itemId: string, changed: number | null): ComparedItem {
  const counts = changed === null ? null : { added: 0, removed: 0, changed, same: 1 };
  return { itemId, counts } as ComparedItem;
}

function part(items: ComparedItem[], nextCursor: string | null): ComparisonPage {
  const classes = [{ class: 'crate', added: 1, removed: 0, changed: 2, same: 3 }];
  return { items, looked: 4, compared: 3, oneSided: 1, missing: 0, classes, nextCursor };
}

test('parts add up, and the most changed item comes first wherever it stood', () => {
  const first = addPart(nothingCompared, part([item('a', 1), item('b', null)], 'next'));
  expect(first.isDone).toBe(false);
  const both = addPart(first, part([item('c', 7)], null));
  expect(both).toMatchObject({ looked: 8, compared: 6, oneSided: 2, differing: 3, isDone: true });
  expect(both.classes.get('crate')).toEqual({ added: 2, removed: 0, changed: 4, same: 6 });
  expect(both.items.map(({ itemId }) => itemId)).toEqual(['c', 'a', 'b']);
});
