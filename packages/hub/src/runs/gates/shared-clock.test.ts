import { expect, test } from 'vitest';
import { createSharedClock } from './shared-clock.ts';

test('a moment of the shared clock lies between two local ones, closer with each answer', () => {
  const clock = createSharedClock();
  clock.learn(1000, 500_010, 1030);
  expect(clock.possiblyAt(500_100)).toBe(1090);
  expect(clock.certainlyAt(500_100)).toBe(1120);
  clock.learn(2000, 501_002, 2004);
  const width = clock.certainlyAt(502_000) - clock.possiblyAt(502_000);
  expect(width).toBeLessThanOrEqual(4);
  clock.learn(3000, 502_040, 3090); // a slow answer says little
  expect(clock.certainlyAt(502_000) - clock.possiblyAt(502_000)).toBeLessThan(5);
});

test('a shared clock that was set by an hour is followed at once (fault E11)', () => {
  const clock = createSharedClock();
  clock.learn(1000, 500_000, 1002);
  for (const jump of [3_600_000, -3_600_000]) {
    clock.learn(2000, 501_000 + jump, 2002);
    expect(clock.certainlyAt(501_000 + jump)).toBe(2002);
  }
});
