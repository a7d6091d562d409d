import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packCounts, unpackCounts } from './packed-counts.ts';
import { decodeRunLength, encodeRunLength, runLengthArea, runLengthSchema } from './run-length.ts';
import { runLengthBox } from './run-length-box.ts';
import { bitmaps } from './testing/bitmaps.ts';
import { drawBitmap } from './testing/draw-bitmap.ts';
import { goldenMasks } from './testing/golden-masks.ts';
import { refusal } from './testing/refusal.ts';

describe('a mask in run-length', () => {
  it.each(goldenMasks)('of $rows is read and written as pycocotools does', (golden) => {
    const { bitmap, size } = drawBitmap(golden.rows);
    const mask = encodeRunLength(bitmap, size);
    expect(mask).toEqual({ size, counts: golden.counts });
    expect(decodeRunLength(mask)).toEqual(bitmap);
    expect(runLengthArea(mask)).toBe(golden.area);
  });

  it('comes back as it was, with as many pixels as are set', () => {
    fc.assert(
      fc.property(bitmaps, ({ bitmap, size }) => {
        const mask = encodeRunLength(bitmap, size);
        expect(decodeRunLength(mask)).toEqual(bitmap);
        expect(runLengthArea(mask)).toBe(bitmap.reduce((sum, pixel) => sum + pixel, 0));
        expect(packCounts(unpackCounts(mask.counts))).toBe(mask.counts);
      }),
    );
  });

  it('may have runs of no length in a row (fault D9)', () => {
    const mask = { size: [2, 2] as [number, number], counts: packCounts([1, 0, 0, 2, 0, 0, 1]) };
    expect(runLengthArea(mask)).toBe(2);
    expect([...decodeRunLength(mask)]).toEqual([0, 1, 1, 0]);
  });

  it.each([
    ['fill too little', [3], 'fill 3 pixels; the image has 4'],
    ['fill too much', [1, 4], 'fill 5 pixels; the image has 4'],
    ['are empty', [], 'fill 0 pixels; the image has 4'],
  ])('is not drawn where its counts %s (fault D5)', (_, counts, words) => {
    const mask = { size: [2, 2] as [number, number], counts: packCounts(counts) };
    expect(refusal(() => decodeRunLength(mask)).message).toContain(words);
  });

  it.each([
    ['area', runLengthArea],
    ['box', runLengthBox],
  ])('has no %s where its counts do not fill the image (fault D5)', (_, measure) => {
    const mask = { size: [2, 2] as [number, number], counts: packCounts([1, 2]) };
    expect(refusal(() => measure(mask)).message).toContain('fill 3 pixels; the image has 4');
  });

  it('is drawn into a bitmap that held another, as far as the image goes', () => {
    fc.assert(
      fc.property(bitmaps, fc.nat(9), ({ bitmap, size }, room) => {
        const reused = new Uint8Array(bitmap.length + room).fill(7);
        const drawn = decodeRunLength(encodeRunLength(bitmap, size), reused);
        expect(drawn).toEqual(bitmap);
        expect(drawn.buffer).toBe(reused.buffer);
        expect([...reused.subarray(bitmap.length)]).toEqual(Array(room).fill(7));
      }),
    );
  });

  it('is not drawn into a bitmap that is too small', () => {
    const mask = { size: [2, 2] as [number, number], counts: '4' };
    expect(() => decodeRunLength(mask, new Uint8Array(3))).toThrow(RangeError);
  });

  it('has a pixel for every byte that is not 0, wherever in memory they are', () => {
    const bytes = fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 128, 255);
    const stretches = fc.array(fc.tuple(bytes, fc.integer({ min: 1, max: 40 })), { minLength: 1 });
    fc.assert(
      fc.property(stretches, fc.nat(7), (parts, offset) => {
        const values = parts.flatMap(([byte, length]) => Array<number>(length).fill(byte));
        const memory = Uint8Array.of(...Array<number>(offset).fill(1), ...values);
        const mask = encodeRunLength(memory.subarray(offset), [values.length, 1]);
        expect([...decodeRunLength(mask)]).toEqual(values.map((byte) => (byte ? 1 : 0)));
      }),
    );
  });

  it('of nothing but changes is encoded however long it is', () => {
    const stripes = Uint8Array.from({ length: 5000 }, (_, index) => index % 2);
    expect(decodeRunLength(encodeRunLength(stripes, [50, 100]))).toEqual(stripes);
  });

  it('of a huge image is refused before anything is allocated for it (fault D7)', () => {
    const size: [number, number] = [2 ** 20, 2 ** 20];
    expect(refusal(() => decodeRunLength({ size, counts: '0' })).message).toContain('too large');
  });

  it.each([[[0, 0]], [[-1, 4]], [[1.5, 2]], [[3]]])(
    'cannot have the size %j (fault D7)',
    (size) => {
      expect(runLengthSchema.safeParse({ size, counts: '0' }).success).toBe(false);
    },
  );

  it('cannot be made of a bitmap of another size', () => {
    expect(() => encodeRunLength(new Uint8Array(5), [2, 2])).toThrow(RangeError);
  });
});
