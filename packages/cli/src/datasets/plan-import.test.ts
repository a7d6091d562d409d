import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planImport } from './plan-import.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-import-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a folder is taken with all that is below it, named by the path in it', async () => {
  await writeFiles('b.png', 'a.JPG', 'deep/er/c.txt', 'truth.json', '.hidden.png', '.git/d.png');
  const plan = await planImport(folder);
  expect(plan.format).toBe('files');
  expect(plan.files.map((file) => file.name)).toEqual(['a.JPG', 'b.png', 'deep/er/c.txt']);
  expect(plan.skipped).toEqual(['truth.json']);
});

test('of the JSON files in a folder only conversations are taken', async () => {
  await writeFiles('a.png', 'truth.json');
  await writeFile(join(folder, 'chat.json'), '{"messages": []}');
  await writeFile(join(folder, 'list.json'), '[{"messages": []}]');
  const plan = await planImport(folder);
  expect(plan.files.map((file) => file.name)).toEqual(['a.png', 'chat.json']);
  expect(plan.skipped).toEqual(['list.json', 'truth.json']);
});

test.each([
  ['page.html', 'files'],
  ['chat.json', 'files'],
  ['list.csv', 'urls-csv'],
  ['list.jsonl', 'rows-jsonl'],
  ['list.ndjson', 'rows-jsonl'],
  ['note.txt', 'files'],
  ['photo.png', 'files'],
])('%s is read as %s', async (name, format) => {
  await writeFiles(name);
  const plan = await planImport(join(folder, name));
  expect(plan).toMatchObject({ format, files: [{ name }], skipped: [] });
});

test('the lines of a text file are rows where that is asked for', async () => {
  await writeFiles('reviews.txt');
  const plan = await planImport(join(folder, 'reviews.txt'), 'text-lines');
  expect(plan).toMatchObject({ format: 'text-lines', suggestedName: 'reviews' });
});

test('a path where there is nothing is named', async () => {
  await expect(planImport(join(folder, 'nowhere'))).rejects.toThrow(
    /no file or folder at .*nowhere/,
  );
});

test('a folder with nothing to import says what could be imported', async () => {
  await writeFiles('truth.json');
  await expect(planImport(folder)).rejects.toThrow(/there is no file in .* \.png/);
});

async function writeFiles(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), 'x');
  }
}
