import { expect, test } from 'vitest';
import { findKeptRows, keepRows } from './kept-rows.ts';
import { runDraftSchema } from './run-draft.ts';

/** A window that keeps what it is given. */
function openWindow() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

const id = (index: number) => `0199a000-0000-7000-8000-${String(index).padStart(12, '0')}`;
const choose = (count: number) =>
  runDraftSchema.parse({
    rows: 'chosen',
    chosen: Array.from({ length: count }, (_, at) => id(at)),
  });

test('5,000 chosen rows are found again by an address of usual length', () => {
  const keeper = openWindow();
  const written = keepRows(choose(5000), keeper);
  expect(JSON.stringify(written).length).toBeLessThan(300);
  const read = findKeptRows(runDraftSchema.parse(JSON.parse(JSON.stringify(written))), keeper);
  expect(read.chosen).toEqual(choose(5000).chosen);
});

test('a few rows stand in the address itself, for whoever it is given to', () => {
  const written = keepRows(choose(3), openWindow());
  expect(written.chosen).toHaveLength(3);
  expect(findKeptRows(written, openWindow()).chosen).toEqual(written.chosen);
});

test('rows that another window keeps are not mistaken for those of this one', () => {
  const here = openWindow();
  keepRows(choose(50), here);
  const elsewhere = keepRows(choose(60), openWindow());
  expect(findKeptRows(elsewhere, here).chosen).toEqual([]);
});

test('a window that keeps nothing does not stop the page', () => {
  const full = {
    getItem: () => '{',
    setItem: () => {
      throw new Error('The quota is exceeded.');
    },
  };
  expect(findKeptRows(keepRows(choose(50), full), full).chosen).toEqual([]);
});
