import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation } from '../annotation/annotation.ts';
import { createCsvWriter } from './csv.ts';
import type { CsvMode } from './csv-cells.ts';
import type { ExportedDataRow } from './export-source.ts';
import { toDocument, toText } from './testing/exported-texts.ts';

const photo: ExportedDataRow = {
  id: 'row-1',
  globalKey: 'shelf/left.jpg',
  type: 'image',
  image: { width: 640, height: 480 },
  video: null,
};

function write(annotations: readonly Annotation[], mode: CsvMode = 'raw', dataRow = photo): string {
  const writer = createCsvWriter(mode);
  const prediction = {
    id: 'prediction-1',
    reportedVersion: null,
    reusedFrom: null,
    annotations: toDocument(annotations),
    warnings: toDocument([]),
    createdAt: '2026-11-21T10:00:00.000Z',
  };
  return writer.begin() + toText(writer.write({ dataRow, prediction })) + writer.end();
}

/** The records as a reader of CSV sees them, without their empty cells. */
function read(written: string): { [column: string]: string }[] {
  const records: { [column: string]: string }[] = parse(written, { columns: true, bom: true });
  return records.map((record) =>
    Object.fromEntries(Object.entries(record).filter(([, cell]) => cell !== '')),
  );
}

const answer = (text: string): Annotation => ({
  kind: 'free_text',
  class: 'summary',
  confidence: 0.5,
  text,
});

const ofRow = {
  global_key: 'shelf/left.jpg',
  row_type: 'image',
  row_width: '640',
  row_height: '480',
  data_row_id: 'row-1',
  prediction_id: 'prediction-1',
};

describe('CSV', () => {
  it.each<[string, Annotation, object]>([
    [
      'a box',
      {
        kind: 'bounding_box',
        class: 'cat',
        confidence: 0.75,
        box: { x: -1.5, y: 0, width: 2, height: 3 },
        text: 'Tom',
        attributes: ['torn', 'old'],
        unknownClass: true,
        frame: 0,
      },
      {
        x: '-1.5',
        y: '0',
        width: '2',
        height: '3',
        text: 'Tom',
        attributes: 'torn; old',
        unknown_class: 'true',
        frame: '0',
      },
    ],
    [
      'a polygon with a hole',
      {
        kind: 'polygon',
        class: 'cat',
        confidence: 0.75,
        rings: [
          [
            { x: 0, y: 0 },
            { x: 9, y: 0 },
            { x: 0, y: 9 },
          ],
          [
            { x: 1, y: 1 },
            { x: 2, y: 1 },
            { x: 1, y: 2.5 },
          ],
        ],
      },
      { x: '0', y: '0', width: '9', height: '9', points: '0,0 9,0 0,9 | 1,1 2,1 1,2.5' },
    ],
    [
      'a point',
      { kind: 'point', class: 'cat', confidence: 0.75, point: { x: 4, y: 5 } },
      { x: '4', y: '5', width: '0', height: '0' },
    ],
    [
      'a vector, which lies nowhere',
      { kind: 'vector', class: 'cat', confidence: 0.75, angle: 1, length: 2 },
      { shape: '{"angle":1,"length":2}' },
    ],
    [
      'a span',
      { kind: 'entity', class: 'cat', confidence: 0.75, start: 0, end: 3, text: 'Tom' },
      { start: '0', end: '3', text: 'Tom' },
    ],
    [
      'a choice with the answers below it',
      {
        kind: 'radio',
        class: 'cat',
        confidence: 0.75,
        option: 'car',
        classifications: [
          { kind: 'checklist', class: 'damage', confidence: null, options: ['dent', 'rust'] },
          { kind: 'free_text', class: 'plate', confidence: null, text: 'B 1' },
        ],
      },
      { answer: 'car', classifications: 'damage: dent, rust; plate: B 1' },
    ],
    [
      'several choices',
      { kind: 'checklist', class: 'cat', confidence: 0.75, options: ['a', 'b'] },
      { answer: 'a; b' },
    ],
    [
      'a relation',
      { kind: 'relation', class: 'cat', confidence: 0.75, from: 'a', to: 'b', id: 'r' },
      { from: 'a', to: 'b', id: 'r' },
    ],
  ])('has a record for %s', (_, annotation, cells) => {
    const base = { ...ofRow, class: 'cat', kind: annotation.kind, confidence: '0.75' };
    expect(read(write([annotation]))).toEqual([{ ...base, ...cells }]);
  });

  it('leaves a confidence that the model did not give empty, and keeps 0', () => {
    const tag = { kind: 'tag', class: 'cat' } as const;
    const records = read(
      write([
        { ...tag, confidence: null },
        { ...tag, confidence: 0 },
      ]),
    );
    expect(records.map((record) => record.confidence)).toEqual([undefined, '0']);
  });

  it('gives every text back as it was, and keeps to RFC 4180 (fault F9)', () => {
    const nasty = fc.string({ unit: fc.constantFrom(...'",;\r\n\t\u2028= a漢') });
    fc.assert(
      fc.property(nasty, nasty, (text, globalKey) => {
        const written = write([answer(text)], 'raw', { ...photo, globalKey });
        expect(written.endsWith('\r\n')).toBe(true);
        const [record = {}] = read(written);
        expect([record.answer ?? '', record.global_key ?? '']).toEqual([text, globalKey]);
      }),
    );
  });
});

describe('CSV for spreadsheets', () => {
  it.each([
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\rx',
    '\n=1',
    '＝1',
    '＋1',
    '－1+1',
    '＠x',
    ' =1',
  ])('puts a quote before %j, which raw CSV writes as it is (fault F8)', (text) => {
    const cell = read(write([answer(text)], 'safe'))[0]?.answer ?? '';
    expect([cell[0], cell.replaceAll("'", '')]).toEqual(["'", text]);
    expect(read(write([answer(text)], 'raw'))[0]?.answer).toBe(text);
  });

  it('does so in every cell of words, wherever they come from (fault F8)', () => {
    const evil = '=cmd()';
    const annotation: Annotation = {
      kind: 'bounding_box',
      class: evil,
      id: evil,
      confidence: 1,
      box: { x: 0, y: 0, width: 1, height: 1 },
      text: evil,
      attributes: [evil],
      classifications: [{ kind: 'radio', class: evil, confidence: null, option: 'x' }],
    };
    const relation: Annotation = {
      kind: 'relation',
      class: 'a',
      confidence: 1,
      from: evil,
      to: evil,
    };
    const written = write([annotation, relation, answer(evil)], 'safe', {
      ...photo,
      globalKey: evil,
    });
    const cells = read(written).flatMap((record) => Object.values(record));
    expect(cells.filter((cell) => cell.startsWith("'="))).toHaveLength(11);
    expect(cells.filter((cell) => cell.startsWith('='))).toEqual([]);
  });

  it('puts one where a spreadsheet that splits at semicolons would begin a cell (fault F8)', () => {
    expect(read(write([answer('a;=1+1')], 'safe'))[0]?.answer).toBe("a;'=1+1");
    expect(read(write([answer('a\n@x')], 'safe'))[0]?.answer).toBe("a\n'@x");
  });

  it('leaves numbers numbers, those in words too (fault F8)', () => {
    const box = { x: -4.25, y: -1e21, width: 2, height: 3 };
    const [record] = read(
      write([{ kind: 'bounding_box', class: '-5', confidence: 1, box }], 'safe'),
    );
    expect(record).toMatchObject({ x: '-4.25', y: '-1e+21', class: '-5' });
  });

  it('leaves all other words as they are', () => {
    const words = ['a=b', 'cats - dogs', 'x+y', "it's", 'e@mail', '漢'];
    const read_ = words.map((text) => read(write([answer(text)], 'safe'))[0]?.answer);
    expect(read_).toEqual(words);
  });

  it('begins with the mark by which spreadsheets know UTF-8; raw CSV does not', () => {
    expect(write([], 'safe').startsWith('\uFEFFglobal_key,')).toBe(true);
    expect(write([], 'raw').startsWith('global_key,')).toBe(true);
  });
});
