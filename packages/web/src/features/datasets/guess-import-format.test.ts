import { expect, test } from 'vitest';
import { guessImportFormat } from './guess-import-format.ts';

test.each([
  [['a.png', 'b.JPG'], 'files'],
  [['notes.txt'], 'files'],
  [['urls.csv'], 'urls-csv'],
  [['urls.JSONL'], 'rows-jsonl'],
  [['urls.csv', 'a.png'], 'files'],
  [['photos.zip'], 'files'],
])('%j is taken for %s', (names, format) => {
  expect(guessImportFormat(names)).toBe(format);
});
