import fc from 'fast-check';

/** Bitmaps of all small sizes, one byte per pixel, column by column. */
export const bitmaps = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }))
  .chain(([height, width]) => {
    const area = height * width;
    return fc.record({
      size: fc.constant<[height: number, width: number]>([height, width]),
      bitmap: fc.uint8Array({ max: 1, minLength: area, maxLength: area }),
    });
  });
