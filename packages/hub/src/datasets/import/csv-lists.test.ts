import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListedEntry } from './listed-row.ts';
import { readCsvList } from './read-csv-list.ts';
import { readCsvRecords } from './read-csv-records.ts';
import { readJsonLinesList } from './read-json-lines-list.ts';

const row = (name: string) => `http://a/${name}`;

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The places of entries with their keys, or the codes of their problems. */
async function read(text: string | Buffer, reader = readCsvList): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const entry of reader({ name: 'a', bytes: inPieces(Buffer.from(text), 7) })) {
    found.push([entry.source, describeEntry(entry)]);
  }
  return found;
}

function describeEntry({ entry }: ListedEntry): string {
  return entry.ok ? entry.value.globalKey : entry.problem.code;
}

const broken = 'INPUT_FILE_UNREADABLE';

describe('a list whose lines are not as they should be (fault F4)', () => {
  test.each<[string, string | Buffer, [string, string][]]>([
    [
      'ends its lines in all three ways',
      `url,id\r\n${row('a')},1\n${row('b')},2\r${row('c')},3\r\n\r\n${row('d')},4`,
      [
        ['a:2', '1'],
        ['a:3', '2'],
        ['a:4', '3'],
        ['a:6', '4'],
      ],
    ],
    ['begins with a byte order mark', `\ufeffurl,id\n${row('a')},1\n`, [['a:2', '1']]],
    [
      'opens a quote and never closes it',
      `url,id\n${row('a')},"1\n${row('b')},2\n${row('c')},3\n`,
      [
        ['a:2', broken],
        ['a:3', '2'],
        ['a:4', '3'],
      ],
    ],
    [
      'opens two quotes far apart',
      `url,id\n${row('a')},"1\n${row('b')},2\n${row('c')},"3\n${row('d')},4\n`,
      [
        ['a:2', broken],
        ['a:3', '2'],
        ['a:4', broken],
        ['a:5', '4'],
      ],
    ],
    [
      'has a quote within a field, and behind one',
      `url,id\n${row('a')},1"2\n${row('b')},"2"3\n${row('c')},"3 ""x"""\n`,
      [
        ['a:2', broken],
        ['a:3', broken],
        ['a:4', '3 "x"'],
      ],
    ],
    [
      'has more fields than columns',
      `url,id\n${row('a')},1,2\n${row('b')},2`,
      [
        ['a:2', broken],
        ['a:3', '2'],
      ],
    ],
    [
      'is not UTF-8 in one line, and in the middle of a record',
      Buffer.concat([
        Buffer.from(`url,id\n${row('a')},`),
        Buffer.from([0xfc]),
        Buffer.from(`\n${row('b')},"2\n`),
        Buffer.from([0xfc]),
        Buffer.from(`"\n${row('c')},3\n`),
      ]),
      [
        ['a:2', broken],
        ['a:3', broken],
        ['a:4', broken],
        ['a:5', '3'],
      ],
    ],
    ['has no column of addresses', `address;id\n${row('a')};1\n`, [['a:1', 'INPUT_INVALID']]],
    ['names a column twice', `url,url\n${row('a')},1\n`, [['a:1', 'INPUT_INVALID']]],
    ['is empty', '', [['a:1', 'INPUT_INVALID']]],
    ['keeps the mark for what is no UTF-8', `url,id\n${row('a')},\ufffd\n`, [['a:2', '\ufffd']]],
  ])('%s', async (_, text, entries) => {
    expect(await read(text)).toEqual(entries);
  });

  test('a column may be called as objects of JavaScript call theirs', async () => {
    const text = `url,__proto__,constructor\n${row('a')},x,y\n`;
    for await (const { entry } of readCsvList({
      name: 'a',
      bytes: inPieces(Buffer.from(text), 9),
    })) {
      expect(entry.ok && Object.entries(entry.value.metadata)).toEqual([
        ['__proto__', 'x'],
        ['constructor', 'y'],
      ]);
    }
  });

  test('JSON Lines end their lines in all three ways too, and a broken one fails alone', async () => {
    const lines = `\ufeff{"url":"${row('a')}"}\r\n{"url":\r{"url":"${row('b')}"}\n\n{"url":"${row('c')}"}`;
    expect(await read(lines, readJsonLinesList)).toEqual([
      ['a:1', row('a')],
      ['a:2', broken],
      ['a:3', row('b')],
      ['a:5', row('c')],
    ]);
  });
});

test('an id that is a large number is kept digit by digit, or refused where it would be rounded (faults F4, F9)', async () => {
  const lines = ['4294967299', '9007199254740991', '9007199254740993', '"9007199254740993"']
    .map((id) => `{"url":"${row('a')}","id":${id}}`)
    .join('\n');
  expect(await read(lines, readJsonLinesList)).toEqual([
    ['a:1', '4294967299'],
    ['a:2', '9007199254740991'],
    ['a:3', broken],
    ['a:4', '9007199254740993'],
  ]);
});

test('whatever stands in its fields, a record is read as it was written, however it comes in', async () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'ü', '🎉', ' ') });
  const records = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1 });
  const write = (value: string) => `"${value.replaceAll('"', '""')}"`;
  const property = fc.asyncProperty(
    records,
    fc.integer({ min: 1, max: 40 }),
    async (rows, size) => {
      const text = rows.map((fields) => `${fields.map(write).join(',')}\r\n`).join('');
      const found: string[][] = [];
      for await (const { fields } of readCsvRecords(inPieces(Buffer.from(text), size), 'a')) {
        if (fields.ok) found.push(fields.value);
      }
      expect(found).toEqual(rows);
    },
  );
  await fc.assert(property, { numRuns: 200 });
});

test('a list of anything is read to its end, each line once (fault F4)', async () => {
  const piece = fc.constantFrom(
    '"',
    ',',
    '\n',
    '\r',
    '\r\n',
    'url',
    'http://a',
    '\ufeff',
    '\0',
    'x'.repeat(99),
  );
  const property = fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
    const text = pieces.join('');
    const entries = await read(`url,id\n${text}`);
    const numbers = entries.map(([source]) => Number(source.split(':')[1]));
    expect([...new Set(numbers)].sort((one, other) => one - other)).toEqual(numbers);
    expect(Math.max(1, ...numbers)).toBeLessThanOrEqual(1 + text.split(/\r\n|\r|\n/).length);
  });
  await fc.assert(property, { numRuns: 300 });
});

describe('a list without end takes no more memory than a line (fault F4)', () => {
  async function* line(before: string, behind: string): AsyncGenerator<Buffer> {
    yield Buffer.from(before);
    for (let count = 0; count < 2 ** 14; count += 1) yield Buffer.alloc(65_536);
    yield Buffer.from(behind);
  }

  test.each([
    ['CSV', readCsvList, 'url,id\n', `\n${row('b')},2\n`, 'a:3', '2'],
    ['CSV in quotes', readCsvList, 'url,id\n"', `\n${row('b')},2\n`, 'a:3', '2'],
    [
      'JSON Lines',
      readJsonLinesList,
      '{"text":"one"}\n',
      `\n{"url":"${row('b')}"}\n`,
      'a:3',
      row('b'),
    ],
  ])('a line of a gigabyte in %s fails alone', async (_, reader, before, behind, place, key) => {
    const memory = process.memoryUsage();
    const found: [string, string][] = [];
    let largest = 0;
    for await (const entry of reader({ name: 'a', bytes: line(before, behind) })) {
      found.push([entry.source, describeEntry(entry)]);
      const { heapUsed, external } = process.memoryUsage();
      largest = Math.max(largest, heapUsed + external - memory.heapUsed - memory.external);
    }
    expect(found).toContainEqual(['a:2', 'INPUT_TOO_LARGE']);
    expect(found.at(-1)).toEqual([place, key]);
    expect(largest).toBeLessThan(400_000_000);
  });

  test('a hundred thousand broken lines are each told', async () => {
    async function* lines(): AsyncGenerator<Buffer> {
      yield Buffer.from('url,id\n');
      for (let count = 0; count < 100; count += 1)
        yield Buffer.from('http://a,"1"2\n'.repeat(1000));
    }
    let failed = 0;
    for await (const { entry } of readCsvList({ name: 'a', bytes: lines() }))
      failed += entry.ok ? 0 : 1;
    expect(failed).toBe(100_000);
  });
});
