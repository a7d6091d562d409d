import { describe, expect, test } from 'vitest';
import { readRetryAfterMs } from './retry-after.ts';

const now = Date.parse('2026-11-21T12:00:00Z');

const usedUp = { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-remaining-tokens': '0' };

describe('the time that an endpoint asks us to wait (fault N21)', () => {
  test.each([
    [{ 'retry-after': '30' }, 30_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': 'Sat, 21 Nov 2026 12:01:00 GMT' }, 60_000],
    [{ 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': 'Sat, 21 Nov 2036 12:00:00 GMT' }, 300_000],
    [{ 'retry-after': '1000000000' }, 300_000],
    [{ 'retry-after-ms': '1500' }, 1500],
    [{ 'x-ms-retry-after-ms': '250', 'retry-after': '1' }, 250],
    [{ 'retry-after-ms': 'soon', 'retry-after': '2' }, 2000],
    [{ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1s' }, 1000],
    [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '1m2.5s' }, 62_500],
    [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '120ms' }, 120],
    [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '24h0m0s' }, 300_000],
    [{ ...usedUp, 'x-ratelimit-reset-requests': '2s', 'x-ratelimit-reset-tokens': '6s' }, 6000],
    [{ ...usedUp, 'x-ratelimit-reset-requests': '2s', 'retry-after': '1' }, 1000],
  ])('is read from %j as %d ms', (headers, expected) => {
    expect(readRetryAfterMs(headers, now)).toBe(expected);
  });

  test.each(['-5', 'soon', '', '1e9', 'NaN', '5 minutes'])(
    'is not read from %j, which is neither seconds nor a date of HTTP',
    (value) => {
      expect(readRetryAfterMs({ 'retry-after': value }, now)).toBeNull();
    },
  );

  test.each<{ [name: string]: string }>([
    { 'x-ratelimit-remaining-requests': '3', 'x-ratelimit-reset-requests': '8s' },
    { ...usedUp, 'x-ratelimit-reset-requests': 'soon', 'x-ratelimit-reset-tokens': '-3s' },
    { ...usedUp, 'x-ratelimit-reset-requests': '1764100000' },
    { 'x-ratelimit-reset-requests': '8s' },
  ])('is not read from %j: that limit is not used up, or not told in a known form', (headers) => {
    expect(readRetryAfterMs(headers, now)).toBeNull();
  });

  test('is not known where no header says it', () => {
    expect(readRetryAfterMs({}, now)).toBeNull();
  });
});
