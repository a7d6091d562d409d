import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { withConnection } from '../database.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { copyOut, createCopyMemory } from './copy-out.ts';
import { createCopyReader } from './copy-reader.ts';
import { defineCopy } from './copy-table.ts';
import {
  bytea,
  float4,
  int2,
  int4,
  json,
  searchableJson,
  text,
  timestamptz,
  uuid,
} from './copy-types.ts';
import { arrayLiteral, literal } from './literal.ts';
import { runScript } from './run-script.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query(`create table things (id uuid, small int2, whole int4, ratio float4,
    moment timestamptz, bytes bytea, words text, document json)`);
});
beforeEach(() => database.pool.query('truncate things'));
afterAll(() => database.drop());

const copyThings = defineCopy('things', {
  id: uuid,
  small: int2,
  whole: int4,
  ratio: float4,
  moment: timestamptz,
  bytes: bytea,
  words: text,
  document: json,
});

const copyWords = defineCopy('things', { words: text });

/** Sends statements in one script and reads what is in the table then. */
async function send(...statements: Parameters<typeof runScript>[1]) {
  await withConnection(database, (client) => runScript(client, statements));
  const { rows } = await database.pool.query('select *, document::text as document from things');
  return rows;
}

const anyText = fc
  .string({ unit: 'grapheme' })
  .map((value) => value.replaceAll('\0', ''))
  .filter((value) => value.isWellFormed());

const anyThing = fc.record({
  id: fc.uuid(),
  small: fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 }),
  whole: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  ratio: fc.float({ noNaN: true, noDefaultInfinity: true }),
  moment: fc.date({
    min: new Date('1720-01-01'),
    max: new Date('2280-01-01'),
    noInvalidDate: true,
  }),
  bytes: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  words: anyText,
  document: fc.json(),
});

test('every value comes back as it was written, and so does its absence', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(anyThing, fc.constant(null)), { minLength: 1, maxLength: 20 }),
      async (things) => {
        await database.pool.query('truncate things');
        const none = { id: null, small: null, whole: null, ratio: null };
        const nothing = { ...none, moment: null, bytes: null, words: null, document: null };
        const rows = things.map((it) => it ?? nothing);
        const copy = copyThings(rows);
        if (!copy) throw new Error('There are rows.');
        expect((await send(copy)).map(inFourBytes)).toEqual(rows);
      },
    ),
    { numRuns: 60 },
  );
});

/** PostgreSQL writes the shortest number that is the same in four bytes. */
const inFourBytes = <Row extends { ratio: number | null }>(row: Row) => ({
  ...row,
  ratio: row.ratio === null ? null : Math.fround(row.ratio),
});

test('a large text makes the message grow', async () => {
  const words = 'ü€😀'.repeat(50_000);
  const copy = copyWords([{ words }, { words: 'a' }]);
  const rows = await send(copy ?? '');
  expect(rows.map((row) => row.words)).toEqual([words, 'a']);
});

test('several tables and statements go out in one script, each with its result', async () => {
  const [one, two] = [copyWords([{ words: 'one' }]), copyWords([{ words: 'two' }])];
  const results = await withConnection(database, (client) =>
    runScript(client, [
      'begin',
      one ?? '',
      "update things set words = 'changed' where words = 'one' returning words",
      two ?? '',
      'commit',
    ]),
  );
  expect(results.map((result) => result.command)).toEqual([
    'BEGIN',
    'COPY',
    'UPDATE',
    'COPY',
    'COMMIT',
  ]);
  expect(results[2]?.rows).toEqual([{ words: 'changed' }]);
  const { rows } = await database.pool.query('select words from things order by words');
  expect(rows).toEqual([{ words: 'changed' }, { words: 'two' }]);
});

test('after an error nothing of the script is committed, and the connection goes on', async () => {
  const copyDocument = defineCopy('things', { document: json });
  const broken = copyDocument([{ document: '{"a":' }]);
  const next = copyWords([{ words: 'after' }]);
  await withConnection(database, async (client) => {
    const script = ['begin', copyWords([{ words: 'before' }]) ?? '', broken ?? '', next ?? ''];
    await expect(runScript(client, [...script, 'commit'])).rejects.toMatchObject({ code: '22P02' });
    await client.query('rollback');
    expect((await client.query('select count(*)::int as n from things')).rows).toEqual([{ n: 0 }]);
  });
});

test.each([
  ['NUL', 'a\0b'],
  ['half a surrogate pair', 'a\ud800b'],
])('a text with %s is refused before it is sent, as PostgreSQL would', (_what, words) => {
  const refused = expect.objectContaining({ code: '22021' });
  expect(() => copyWords([{ words }])).toThrow(refused);
  expect(() => literal(words)).toThrow(refused);
  expect(() => arrayLiteral([words], 'text')).toThrow(refused);
});

test('a document that queries would stumble over is refused, one that only looks so is not', () => {
  const copyDocument = defineCopy('things', { document: searchableJson });
  const write = (value: string) => copyDocument([{ document: JSON.stringify([value]) }]);
  for (const value of ['\0', 'a\udc00', '\\\ud83d', '\\\\\0']) {
    expect(() => write(value)).toThrow(expect.objectContaining({ code: '22021' }));
  }
  for (const value of ['\\u0000', '\\\\ud800', '😀', '\u0001', '\\']) {
    expect(() => write(value)).not.toThrow();
  }
});

test('a value of another form is refused, so that it moves nothing beside it', () => {
  const refused = expect.objectContaining({ code: '22021' });
  const write = (id: string) => defineCopy('things', { id: uuid })([{ id }]);
  for (const id of ['', 'x', '0190163d-8694-739b-aea5-966c26f8ad9', `${crypto.randomUUID()}0`]) {
    expect(() => write(id)).toThrow(refused);
  }
  const count = (whole: number) => defineCopy('things', { whole: int4 })([{ whole }]);
  for (const whole of [2 ** 31, 0.5, Number.NaN]) expect(() => count(whole)).toThrow(refused);
});

test('texts stand in statements as they are, whatever they contain', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(anyText, fc.constant(null))), async (values) => {
      const [result] = await withConnection(database, (client) =>
        runScript(client, [`select ${arrayLiteral(values, 'text')} as values`]),
      );
      expect(result?.rows).toEqual([{ values }]);
    }),
    { numRuns: 100 },
  );
});

test('what a copy out reads is what was written, of several selects one after another', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyThing, { maxLength: 20 }),
      fc.boolean(),
      async (things, isEmpty) => {
        await database.pool.query('truncate things');
        const copy = copyThings(things);
        if (copy) await send(copy);
        const nothing = isEmpty ? 'where false' : '';
        const rows = await withConnection(database, (client) =>
          copyOut(client, [
            `select words, whole, null::int, moment from things ${nothing}`,
            'select document, words, bytes, null::text from things',
          ]),
        );
        const read: unknown[][] = [[], []];
        while (rows.next())
          read[0]?.push([rows.text(), rows.int4(), rows.int4(), rows.timestamptz()]);
        while (rows.next()) {
          read[1]?.push([String(rows.bytes()), rows.text(), rows.bytes(), rows.text()]);
        }
        expect(read).toEqual([
          isEmpty ? [] : things.map(({ words, whole, moment }) => [words, whole, null, moment]),
          things.map(({ document, words, bytes }) => [document, words, bytes, null]),
        ]);
      },
    ),
    { numRuns: 60 },
  );
});

test('copies out are of one moment, and what was read before lies until its memory is used again', async () => {
  const memory = createCopyMemory();
  const words = 'ü€'.repeat(100_000);
  const read = (select: string) =>
    withConnection(database, (client) => copyOut(client, [select], memory));
  const first = await read(`select ${literal(words)}::text`);
  first.next();
  expect(first.text()).toBe(words);
  const second = await read("select 'b'::text");
  second.next();
  expect([second.text(), second.next()]).toEqual(['b', false]);
});

test('a copy out that fails says why, and its connection goes on', async () => {
  await withConnection(database, async (client) => {
    const selects = ["select 'a'::text", 'select 1 / 0'];
    await expect(copyOut(client, selects)).rejects.toMatchObject({ code: '22012' });
    await client.query('rollback');
    const rows = await copyOut(client, ["select 'b'::text"]);
    expect([rows.next(), rows.text(), rows.next()]).toEqual([true, 'b', false]);
  });
});

test('a column of another type than is read is an error, not another value', async () => {
  const read = await withConnection(database, (client) => copyOut(client, ['select 1::bigint']));
  read.next();
  expect(() => read.int4()).toThrow('PostgreSQL sent 8 bytes where 4 were expected.');
  expect(() => createCopyReader(Buffer.alloc(40)).next()).toThrow('is no binary COPY');
});

test('a huge row does not make the buffers of those after it huge', () => {
  copyWords([{ words: 'x'.repeat(12_000_000) }]);
  const copy = copyWords(Array.from({ length: 500 }, () => ({ words: 'a' })));
  expect(copy?.data.buffer.byteLength).toBeLessThan(5_000_000);
});
