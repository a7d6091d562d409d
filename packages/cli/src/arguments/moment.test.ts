import { expect, test } from 'vitest';
import { readMoment } from './moment.ts';

test.each([
  ['2026-11-26', '2026-11-26T00:00:00.000Z'],
  ['2026-11-26T08:30Z', '2026-11-26T08:30:00.000Z'],
  ['2026-11-26T08:30:00+02:00', '2026-11-26T06:30:00.000Z'],
])('%s is a moment', (text, moment) => {
  expect(readMoment(text)).toBe(moment);
});

test.each(['yesterday', '26.11.2026', '2026-13-01', '2026-11-26T08:30', '5', ''])(
  '%j is none, and what one looks like is said',
  (text) => {
    expect(() => readMoment(text)).toThrow(/a day such as 2026-11-26/);
  },
);
