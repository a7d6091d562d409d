import { expect, test } from 'vitest';
import { type ChosenFile, chooseAddresses, listAddresses } from './chosen-files.ts';
import { planImport } from './import-plan.ts';

function file(name: string, content = 'x', isInFolder = true): ChosenFile {
  const blob = new Blob([content]);
  return { name, content: blob, byteLength: blob.size, isInFolder };
}

const plan = (files: ChosenFile[], format: Parameters<typeof planImport>[1] = null) =>
  planImport({ files, failed: [] }, format);

test('a folder is taken as the command takes it: by type, in the order of its names, without what systems keep', async () => {
  const found = await plan([
    file('b.png'),
    file('a.JPG'),
    file('deep/er/c.txt'),
    file('truth.json', '{}'),
    file('chat.json', '{"messages": []}'),
    file('list.csv'),
    file('a.zip'),
    file('.DS_Store'),
  ]);
  expect(found.batches).toMatchObject([
    {
      format: 'files',
      files: [
        { name: 'a.JPG' },
        { name: 'b.png' },
        { name: 'chat.json' },
        { name: 'deep/er/c.txt' },
      ],
    },
  ]);
  expect(found.leftOut).toEqual(['.DS_Store', 'a.zip', 'list.csv', 'truth.json']);
});

test('files that were chosen by themselves go each by its own name, and none is left out', async () => {
  const found = await plan(
    ['a.png', 'rows.jsonl', 'urls.csv', 'odd.xyz', 'b.zip'].map((name) => file(name, 'x', false)),
  );
  expect(found.batches.map(({ format, files }) => [format, files.map(({ name }) => name)])).toEqual(
    [
      ['files', ['a.png', 'b.zip', 'odd.xyz']],
      ['urls-csv', ['urls.csv']],
      ['rows-jsonl', ['rows.jsonl']],
    ],
  );
  expect(found.leftOut).toEqual([]);
});

test('a format that a person chose counts for all of them', async () => {
  const found = await plan([file('a.txt'), file('b.png')], 'text-lines');
  expect(found.batches).toMatchObject([{ format: 'text-lines', files: [{ name: 'a.txt' }] }]);
});

test('of two names that differ by case alone the second is told', async () => {
  const found = await plan([file('A.png'), file('a.PNG')]);
  expect(found.failed).toMatchObject([{ source: 'a.PNG', problem: { code: 'INPUT_NAME_TAKEN' } }]);
});

test('the same files have the same fingerprint, in whatever order they come', async () => {
  const [one, other] = await Promise.all([
    plan([file('a.png'), file('b.png')]),
    plan([file('b.png'), file('a.png')]),
  ]);
  expect(one.fingerprint).toBe(other.fingerprint);
  expect((await plan([file('a.png', 'xy'), file('b.png')])).fingerprint).not.toBe(one.fingerprint);
});

test('addresses become a list', async () => {
  const addresses = listAddresses(
    '# photos\nhttps://a.example/1.jpg  http://b.example/"2".jpg\nno',
  );
  expect(addresses).toEqual(['https://a.example/1.jpg', 'http://b.example/"2".jpg']);
  const [list] = chooseAddresses(addresses).files;
  expect(await list?.content.text()).toBe(
    'url\n"https://a.example/1.jpg"\n"http://b.example/""2"".jpg"',
  );
});
