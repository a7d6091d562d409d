import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [1_530_000, '1.53 MB'],
  [64_200_000_000, '64.2 GB'],
  [7e15, '7,000 TB'],
])('%d bytes are told as %s', (bytes, words) => {
  expect(formatBytes(bytes, 'en')).toBe(words);
});
