import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJsonPointer } from './json-pointer.ts';

describe('a JSON pointer', () => {
  it('of the whole document is empty', () => {
    expect(toJsonPointer([])).toBe('');
  });

  // The examples of RFC 6901, section 5.
  it.each([
    [['foo'], '/foo'],
    [['foo', 0], '/foo/0'],
    [[''], '/'],
    [['a/b'], '/a~1b'],
    [['m~n'], '/m~0n'],
    [[' '], '/ '],
    [['~1'], '/~01'],
  ])('of %j is %j', (path, pointer) => {
    expect(toJsonPointer(path)).toBe(pointer);
  });

  it('leads back to the path it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (path) => {
        const segments = toJsonPointer(path).split('/').slice(1);
        const read = segments.map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'));
        expect(read).toEqual(path);
      }),
    );
  });

  it('a key that is no name is cut, and never in the middle of a character (fault J13)', () => {
    const pointer = toJsonPointer(['results', `${'a'.repeat(511)}🦊${'b'.repeat(1e6)}`, 0]);
    expect(pointer).toBe(`/results/${'a'.repeat(511)}\ufffd…/0`);
    expect(toJsonPointer(['ü'.repeat(512)])).toBe(`/${'ü'.repeat(512)}`);
  });
});
