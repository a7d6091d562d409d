import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findName } from './find-name.ts';

describe('a name as a model wrote it', () => {
  it('is found where it stands exactly so', () => {
    expect(findName('Cat', ['cat', 'Cat'])).toEqual({ match: 'exact', name: 'Cat' });
  });

  it.each([
    ['case', 'CAT', 'Cat'],
    ['surrounding space', ' Cat\n', 'Cat'],
    ['doubled space', 'Black   cat', 'black cat'],
    ['the Unicode form', 'Mu\u0308sli', 'Müsli'],
    ['all of them', '  BLACK\tMU\u0308SLI ', 'Black müsli'],
  ])('is found where it differs only by %s', (_, written, known) => {
    expect(findName(written, ['dog', known])).toEqual({ match: 'normalised', name: known });
  });

  it('is not guessed where two differ from it alike', () => {
    expect(findName('CAT', ['cat', 'Cat'])).toEqual({ match: 'none' });
  });

  it('is not found where its letters are other ones that only look alike', () => {
    expect(findName('ﬁsh', ['fish'])).toEqual({ match: 'none' });
  });

  it('is found where the one that differs stands twice', () => {
    expect(findName('CAT', ['cat', 'cat'])).toEqual({ match: 'normalised', name: 'cat' });
  });

  it.each(['cats', 'ca', 'kat', '', 'c at'])('is not found for %j among other words', (written) => {
    expect(findName(written, ['cat'])).toEqual({ match: 'none' });
  });

  it('is one of the known names or none', () => {
    const names = fc.array(fc.string());
    fc.assert(
      fc.property(fc.string(), names, (written, known) => {
        const found = findName(written, known);
        if (found.match !== 'none') expect(known).toContain(found.name);
        expect(found.match === 'exact').toBe(known.includes(written));
      }),
    );
  });
});
