import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawBar } from './progress-bar.ts';

test('a bar fills by eighths of a cell', () => {
  expect(drawBar(0, 16, 2)).toEqual({ full: '', rest: '──' });
  expect(drawBar(1, 16, 2)).toEqual({ full: '▏', rest: '─' });
  expect(drawBar(12, 16, 2)).toEqual({ full: '█▌', rest: '' });
  expect(drawBar(16, 16, 2)).toEqual({ full: '██', rest: '' });
});

test('a bar always has its width, and is full only when all is done', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(5000), fc.integer({ min: 1, max: 60 }), (a, b, cells) => {
      const [done, total] = a < b ? [a, b] : [b, a];
      const { full, rest } = drawBar(done, total, cells);
      expect(full.length + rest.length).toBe(cells);
      expect(full === '█'.repeat(cells)).toBe(total > 0 && done === total);
    }),
  );
});
