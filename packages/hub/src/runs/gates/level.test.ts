import { expect, test } from 'vitest';
import { growLevel, placesAt } from './level.ts';

const facts = { level: 4, limit: 50, wanted: 60, settledMs: 1000, isBeginning: false };

test('the level grows by a step a second', () => {
  expect(growLevel(facts)).toBe(6);
  expect(growLevel({ ...facts, limit: 8 })).toBe(5);
  expect(growLevel({ ...facts, settledMs: 900 })).toBe(4);
});

test('a level that nobody uses up does not grow', () => {
  expect(growLevel({ ...facts, wanted: 3 })).toBe(4);
});

test('after a pause it doubles: from one call at once to 256 in eight seconds (fault N23)', () => {
  let level: number | null = 1;
  let seconds = 0;
  while (level !== null) {
    level = growLevel({ level, limit: 256, wanted: 999, settledMs: 1000, isBeginning: true });
    seconds += 1;
  }
  expect(seconds).toBe(8);
});

test('at the limit the level is gone, and never are there less than one or more than the limit', () => {
  expect(growLevel({ ...facts, level: 49 })).toBeNull();
  expect(placesAt(null, 8)).toBe(8);
  expect(placesAt(0.4, 8)).toBe(1);
  expect(placesAt(90, 8)).toBe(8);
});
