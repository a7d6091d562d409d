import type { Json } from '@patchbay/core/json.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { describe, expect, test } from 'vitest';
import type { AnsweredRow } from '../model-input.ts';
import { decodeAnswer } from '../testing/decode-answer.ts';

const image: AnsweredRow = { type: 'image', size: { width: 20, height: 10 } };
const text: AnsweredRow = { type: 'text', text: 'Tom and Bob' };
const ontology: Ontology = {
  tools: [
    { kind: 'bounding_box', name: 'cat' },
    { kind: 'polygon', name: 'leaf' },
    { kind: 'entity', name: 'person' },
  ],
  classifications: [],
};

const decode = (id: string, body: Json, row: AnsweredRow) =>
  decodeAnswer(id, { body, row, ontology });

const times = <Value>(count: number, value: Value) => Array.from({ length: count }, () => value);
const found = {
  name: 'cat',
  label: 'cat',
  confidence: 1,
  bounding_box: { x: 1, y: 1, w: 2, h: 2 },
};

/** The answers of each protocol with as many annotations as wanted. */
const writers: { readonly [id: string]: (count: number) => { body: Json; row: AnsweredRow } } = {
  v7: (count) => ({ body: { status: 'succeeded', results: times(count, found) }, row: image }),
  foundry: (count) => ({ body: { person: times(count, { start: 0, end: 3 }) }, row: text }),
  'openai-chat': (count) => {
    const answers = Object.fromEntries(times(count, 'words').map((words, at) => [`q${at}`, words]));
    return { body: { choices: [{ message: { content: JSON.stringify(answers) } }] }, row: text };
  },
};

describe.each(Object.keys(writers))('an answer of %s (fault J9)', (id) => {
  const read = (count: number) => {
    const { body, row } = writers[id]?.(count) ?? { body: null, row: text };
    return decode(id, body, row);
  };

  test('may have 10,000 annotations for a data row', () => {
    const outcome = read(10_000);
    expect(outcome.ok && outcome.value.annotations.length).toBe(10_000);
  });

  test.each([10_001, 300_000])(
    'of %i annotations fails; none of them is cut off in silence',
    (count) => {
      expect(read(count)).toMatchObject({
        ok: false,
        problem: {
          code: 'MODEL_RESPONSE_TOO_LARGE',
          message: expect.stringMatching(new RegExp(`${count} .*10000 are the most`)),
          // Refused before its members are read one by one.
          details: { pointer: expect.any(String) },
        },
      });
    },
  );
});

describe('what is the same in many places of an answer', () => {
  const path = (point: Json): Json => times(6000, point);
  const leaf = (point: Json): Json => ({
    name: 'leaf',
    label: 'leaf',
    confidence: 1,
    id: 'uuid',
    polygon: { path: [{ x: 0, y: 0 }, { x: 5, y: 0 }, ...(path(point) as Json[])] },
  });

  test('is one warning for each field and place, with the number of all (fault J12)', () => {
    const point = { x: 3, y: 4, z: 0 };
    const body = { status: 'succeeded', took_ms: 5, results: times(3, leaf(point)) };
    const outcome = decode('v7', body, image);
    const warnings = outcome.ok ? outcome.warnings : [];
    const left = ' it was left out.';
    expect(warnings).toEqual([
      {
        code: 'FIELD_IGNORED',
        message: `The contract has no place for the field "took_ms";${left}`,
        pointer: '/took_ms',
      },
      {
        code: 'FIELD_IGNORED',
        message: `The contract has no place for the field "z" of /results/*/polygon/path/*;${left} (In 18000 places.)`,
        pointer: '/results/0/polygon/path/2/z',
        count: 18_000,
      },
      {
        code: 'FIELD_IGNORED',
        message: `The contract has no place for the field "id" of /results/*;${left} (In 3 places.)`,
        pointer: '/results/0/id',
        count: 3,
      },
    ]);
  });

  test('is a hundred warnings at most, and how many more there were (fault J12)', () => {
    const extra = Object.fromEntries(times(500, 0).map((zero, at) => [`field ${at}`, zero]));
    const outcome = decode('v7', { status: 'succeeded', ...extra }, image);
    const warnings = outcome.ok ? outcome.warnings : [];
    expect(warnings).toHaveLength(101);
    expect(warnings.at(-1)?.message).toBe('400 more like this; the first of them is here.');
  });
});

describe('words of an answer', () => {
  const long = 'x'.repeat(65_537);
  const chat = (answers: Json): Json => ({
    choices: [{ message: { content: JSON.stringify(answers) } }],
  });

  test.each<[string, string, Json, AnsweredRow]>([
    [
      'in an attribute',
      'v7',
      { status: 'succeeded', results: [{ ...found, attributes: ['a', long] }] },
      image,
    ],
    ['as an option of an unknown question', 'openai-chat', chat({ unknown: ['a', long] }), text],
    ['as a free text', 'openai-chat', chat({ unknown: long }), text],
  ])('longer than 65,536 characters %s fail the item (fault J13)', (_, id, body, row) => {
    expect(decode(id, body, row)).toMatchObject({
      ok: false,
      problem: { code: 'MODEL_RESPONSE_TOO_LARGE', message: expect.stringContaining('65536') },
    });
  });

  test('of all annotations together are limited, too (fault J13)', () => {
    const results = times(100, { ...found, text: { text: 'x'.repeat(60_000) } });
    expect(decode('v7', { status: 'succeeded', results }, image)).toMatchObject({
      ok: false,
      problem: {
        code: 'MODEL_RESPONSE_TOO_LARGE',
        message: expect.stringMatching(/^The texts of all annotations have 6\d+ characters/),
      },
    });
  });
});
