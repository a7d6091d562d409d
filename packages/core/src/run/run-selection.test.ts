import { describe, expect, it } from 'vitest';
import { mostChosenRows, runSelectionSchema } from './run-selection.ts';

const id = '0190163d-8694-739b-aea5-966c26f8ad91';

function complain(selection: unknown): string {
  const { error } = runSelectionSchema.safeParse(selection);
  return error?.issues.map((issue) => issue.message).join('\n') ?? '';
}

describe('a selection of data rows', () => {
  it.each([
    { dataRowIds: [id, id] },
    { sample: 20 },
    { sample: 20, seed: 4_294_967_295 },
    { withoutResult: true },
  ])('can be %j', (selection) => {
    expect(runSelectionSchema.parse(selection)).toEqual(selection);
  });

  it('says what it can be where it is nothing or two things', () => {
    expect(complain({})).toContain('one of dataRowIds, sample, withoutResult; it has none');
    expect(complain({ sample: 2, withoutResult: true })).toContain(
      'it has sample and withoutResult',
    );
  });

  it('takes a seed for a sample only', () => {
    expect(complain({ withoutResult: true, seed: 1 })).toContain('A seed belongs to a sample');
  });

  it.each([
    ['no rows', { dataRowIds: [] }],
    ['more rows than can be named', { dataRowIds: Array(mostChosenRows + 1).fill(id) }],
    ['what is no id', { dataRowIds: ['1'] }],
    ['a sample of nothing', { sample: 0 }],
    ['half a row', { sample: 1.5 }],
    ['the opposite', { withoutResult: false }],
    ['a word that it does not know', { sample: 1, rows: 3 }],
  ])('is refused with %s', (_what, selection) => {
    expect(complain(selection)).not.toBe('');
  });
});
