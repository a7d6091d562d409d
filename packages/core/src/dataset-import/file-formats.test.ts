import { expect, test } from 'vitest';
import { endingOf, fitsFormat, guessFormat } from './file-formats.ts';

test.each([
  ['photo.JPG', '.jpg'],
  ['a.b/c', ''],
  ['deep/er/c.tar.gz', '.gz'],
  ['.png', ''],
])('the end of %s is "%s"', (name, ending) => {
  expect(endingOf(name)).toBe(ending);
});

test.each([
  ['list.csv', 'urls-csv'],
  ['list.ndjson', 'rows-jsonl'],
  ['chat.json', 'files'],
  ['photos.zip', 'files'],
])('%s is read as %s', (name, format) => {
  expect(guessFormat(name)).toBe(format);
});

test('an archive is taken by itself, and left out where it lies in a folder', () => {
  expect(fitsFormat('a.zip', 'files', false)).toBe(true);
  expect(fitsFormat('photos/a.zip', 'files', true)).toBe(false);
  expect(fitsFormat('a.csv', 'files', false)).toBe(false);
});
