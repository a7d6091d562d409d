import { pointSchema } from '@patchbay/core/geometry/point.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readPoints } from './read-points.ts';

describe('a list of points', () => {
  test('is read as the schema of points reads it', () => {
    const schema = z.array(pointSchema);
    const member = fc.oneof(
      { weight: 9, arbitrary: fc.record({ x: fc.double(), y: fc.double() }) },
      fc.record({ x: fc.double(), y: fc.double(), z: fc.anything() }),
      fc.anything(),
    );
    fc.assert(
      fc.property(fc.oneof(fc.array(member, { maxLength: 4 }), fc.anything()), (list) => {
        const wanted = schema.safeParse(list);
        const read = readPoints(list, []);
        expect(read.ok).toBe(wanted.success);
        if (read.ok) expect(read.value).toEqual(wanted.data);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    [[{ x: 1, y: 2 }, { x: 1 }], '/path/1/y', 'it is missing; a number was wanted'],
    [[{ x: '1', y: 2 }], '/path/0/x', 'a number was wanted. It is "1"'],
    [[{ x: true, y: 2 }], '/path/0/x', 'a number was wanted. It is true'],
    [[[1, 2]], '/path/0', 'an object was wanted. It is a list'],
    [[null], '/path/0', 'an object was wanted. It is null'],
    [{ x: 1, y: 2 }, '/path', 'a list was wanted'],
    [undefined, '/path', 'it is missing; a list was wanted'],
  ])('%j is refused with its place; nothing is converted (fault J11)', (list, pointer, words) => {
    expect(readPoints(list, ['path'])).toMatchObject({
      ok: false,
      problem: {
        code: 'MODEL_RESPONSE_INVALID',
        message: expect.stringContaining(words),
        details: { pointer },
      },
    });
  });

  test('with fields of no contract is read without them, and each name is counted once (fault J12)', () => {
    const list = Array.from({ length: 6000 }, (_, index) => ({ x: index, y: 0, z: 1 }));
    const read = readPoints([{ x: 0, y: 0 }, ...list, { x: 0, y: 0, 'a/b': 1 }], ['path']);
    expect(read).toMatchObject({
      ok: true,
      warnings: [
        { code: 'FIELD_IGNORED', pointer: '/path/1/z', count: 6000 },
        { code: 'FIELD_IGNORED', pointer: '/path/6001/a~1b', count: 1 },
      ],
    });
    expect(read.ok && read.value[6000]).toEqual({ x: 5999, y: 0 });
  });

  test('with another field in each point does not make as many warnings', () => {
    const list = Array.from({ length: 1000 }, (_, index) => ({ x: 0, y: 0, [`k${index}`]: 1 }));
    const read = readPoints(list, []);
    expect(read.ok && read.warnings).toHaveLength(101);
    expect(read.ok && read.warnings.at(-1)).toMatchObject({ count: 900 });
  });
});
