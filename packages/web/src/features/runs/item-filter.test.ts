import { expect, test } from 'vitest';
import { itemFilterSchema, narrowItems, searchItems } from './item-filter.ts';

test('an address is read as far as it makes sense', () => {
  const address = { state: 'failed', class: 5, minimumConfidence: '0.5', text: 12, page: 3 };
  expect(itemFilterSchema.parse(address)).toEqual({
    state: 'failed',
    class: '5',
    minimumConfidence: 0.5,
    text: '12',
  });
  const broken = { state: 'done', class: '', minimumConfidence: 7, text: 'a' };
  expect(Object.values(itemFilterSchema.parse(broken)).filter(Boolean)).toEqual([]);
});

test('other items keep the words that are looked for, and nothing else of the filter', () => {
  const filter = { state: 'failed', code: 'MODEL_TIMEOUT', text: 'door' } as const;
  expect(narrowItems(filter, { class: 'cat' })).toEqual({ class: 'cat', text: 'door' });
  expect(narrowItems({ class: 'cat' }, {})).toEqual({});
});

test('other words keep the items among which they are looked for', () => {
  expect(searchItems({ class: 'cat' }, ' front door ')).toEqual({
    class: 'cat',
    text: 'front door',
  });
  expect(searchItems({ class: 'cat', text: 'door' }, '  ')).toEqual({ class: 'cat' });
});
