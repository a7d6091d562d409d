import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
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

test('links are not followed, wherever they lead, and are named (fault F3)', async () => {
  await writeFiles('a.png', 'deep/b.png');
  await symlink('/etc', join(folder, 'away'));
  await symlink(folder, join(folder, 'deep/round'));
  await symlink('a.png', join(folder, 'c.png'));
  const plan = await planImport(folder);
  expect(plan.files.map((file) => file.name)).toEqual(['a.png', 'deep/b.png']);
  expect(plan.links).toEqual(['away', 'c.png', 'deep/round']);
});

test('a name that is not UTF-8, and one that differs by case alone, fail alone (fault F3)', async () => {
  await writeFiles('A.png', 'a.PNG', 'b.png', 'straße.txt', 'STRASSE.txt');
  await writeFile(Buffer.concat([Buffer.from(`${folder}/gr`), Buffer.from([0xfc, 0x6e])]), 'x');
  const plan = await planImport(folder);
  expect(plan.files.map((file) => file.name)).toEqual(['A.png', 'STRASSE.txt', 'b.png']);
  expect(plan.failed.map(({ source, problem }) => [source, problem.code])).toEqual([
    ['gr\ufffdn', 'INPUT_INVALID'],
    ['a.PNG', 'INPUT_NAME_TAKEN'],
    ['straße.txt', 'INPUT_NAME_TAKEN'],
  ]);
});

test.skipIf(process.getuid?.() === 0)(
  'a file and a folder that may not be read fail alone, by name (fault F3)',
  async () => {
    await writeFiles('a.png', 'b.png', 'secret/c.png');
    await chmod(join(folder, 'a.png'), 0);
    await chmod(join(folder, 'secret'), 0);
    const plan = await planImport(folder);
    await chmod(join(folder, 'secret'), 0o700);
    expect(plan.files.map((file) => file.name)).toEqual(['b.png']);
    expect(plan.failed.map(({ source }) => source)).toEqual(['a.png', 'secret/']);
  },
);

test('an archive is sent as it is, and in a folder it is left out', async () => {
  await writeFiles('a.zip', 'b.png');
  const archive = await planImport(join(folder, 'a.zip'));
  expect(archive).toMatchObject({
    format: 'files',
    files: [{ name: 'a.zip' }],
    suggestedName: 'a',
  });
  expect(await planImport(folder)).toMatchObject({
    files: [{ name: 'b.png' }],
    skipped: ['a.zip'],
  });
});
