import { expect, test } from 'vitest';
import { createScrollMap } from './scroll-map.ts';

test('content that a browser can draw is scrolled as it is', () => {
  const map = createScrollMap(5000, 10_000);
  expect([map.track, map.toContent(4999), map.toTrack(17)]).toEqual([5000, 4999, 17]);
});

test('the scrollbar of longer content reaches its end, and its ends move by single pixels', () => {
  const map = createScrollMap(1_000_000, 10_000);
  expect([map.toContent(0), map.toContent(10_000)]).toEqual([0, 1_000_000]);
  expect(map.toContent(2400) - map.toContent(2399)).toBe(1);
  expect(map.toContent(9990)).toBe(999_990);
  expect(map.toContent(5000)).toBe(500_000);
});

test('the first and the last of a million rows of tiles are reached in what a browser can draw (fault F10)', () => {
  const map = createScrollMap(200_000_000);
  expect(map.track).toBeLessThan(17_000_000);
  expect([map.toContent(0), map.toContent(map.track)]).toEqual([0, 200_000_000]);
});

test('both ways lead back to the same place', () => {
  const map = createScrollMap(30_000_000, 4_000_000);
  for (const place of [0, 1, 999_999, 1_000_001, 2_000_000, 3_000_001, 3_999_999, 4_000_000]) {
    expect(map.toTrack(map.toContent(place))).toBeCloseTo(place, 3);
  }
});
