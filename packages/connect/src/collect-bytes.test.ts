import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectBytes } from './collect-bytes.ts';

test('a body is the same in however many pieces it comes', () => {
  const anyPiece = fc.oneof(
    { weight: 5, arbitrary: fc.uint8Array({ maxLength: 50 }) },
    fc.nat({ max: 9000 }).map((length) => new Uint8Array(length).fill(length % 251)),
  );
  fc.assert(
    fc.property(fc.array(anyPiece, { maxLength: 60 }), (pieces) => {
      const body = collectBytes();
      for (const piece of pieces) body.add(piece);
      expect(body.length).toBe(pieces.reduce((sum, piece) => sum + piece.length, 0));
      expect(Buffer.compare(Buffer.from(body.join()), Buffer.concat(pieces))).toBe(0);
    }),
  );
});

test('one piece is not copied, and long ones are not before all are there', () => {
  const body = collectBytes();
  const piece = new Uint8Array(100_000).fill(1);
  body.add(piece);
  expect(body.join()).toBe(piece);
  body.add(piece);
  piece.fill(2);
  expect(new Set(body.join())).toEqual(new Set([2]));
});

test('long and short pieces in turn take little more memory than they are long', () => {
  const body = collectBytes();
  const long = new Uint8Array(4096);
  const before = process.memoryUsage().arrayBuffers;
  for (let count = 0; count < 1000; count += 1) {
    body.add(long);
    body.add(new Uint8Array(1));
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 * body.length);
  expect(body.join()).toHaveLength(1000 * 4097);
});
