import { expect, test } from 'vitest';
import { liveInterval } from './page-queries.ts';

const ofPages = (count: number) => ({ state: { data: { pages: Array(count).fill({}) } } });

test('a list that may still change is read again for as long as it is short', () => {
  const interval = liveInterval(true, 2_000);
  expect(interval({ state: { data: undefined } })).toBe(2_000);
  expect(interval(ofPages(3))).toBe(2_000);
  expect(interval(ofPages(4))).toBe(false);
  expect(liveInterval(false, 2_000)(ofPages(1))).toBe(false);
});
