import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { type Ontology, ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { describe, expect, test } from 'vitest';
import type { AnsweredRow } from '../model-input.ts';
import { readFixture } from '../testing/read-fixture.ts';
import { answerWith } from '../testing/respond.ts';
import { foundryConnectionSchema } from './connection.ts';
import { decodeResponse } from './response.ts';

const image: AnsweredRow = { type: 'image', size: { width: 50, height: 50 } };
const text: AnsweredRow = { type: 'text', text: 'Tom and Bob are happy to work at IBM' };
const ontology = ontologySchema.parse({
  tools: [
    { kind: 'bounding_box', name: 'cat' },
    { kind: 'bounding_box', name: 'dog' },
    { kind: 'entity', name: 'person' },
  ],
  classifications: [
    { kind: 'free_text', name: 'summary' },
    { kind: 'radio', name: 'sentiment', options: [{ value: 'positive' }, { value: 'negative' }] },
    { kind: 'checklist', name: 'emotion', options: [{ value: 'joy' }, { value: 'fear' }] },
  ],
});

function decode(body: unknown, row: AnsweredRow, known: Ontology = ontology) {
  const connection = foundryConnectionSchema.parse({ url: 'https://models.example.com' });
  return decodeResponse(answerWith(body), row, { connection, ontology: known, parameters: {} });
}

const detection = [
  {
    kind: 'bounding_box',
    class: 'cat',
    confidence: 0.9,
    box: { x: 0, y: 0, width: 10, height: 10 },
  },
  {
    kind: 'bounding_box',
    class: 'cat',
    confidence: 0.7,
    box: { x: 40, y: 40, width: 8, height: 10 },
  },
  {
    kind: 'bounding_box',
    class: 'dog',
    confidence: 0.8,
    box: { x: 20, y: 20, width: 5, height: 5 },
  },
];
const classification = [
  { kind: 'free_text', class: 'summary', confidence: null, text: text.text },
  { kind: 'radio', class: 'sentiment', confidence: null, option: 'positive' },
  { kind: 'checklist', class: 'emotion', confidence: null, options: ['joy', 'fear'] },
];
const entities = [
  { kind: 'entity', class: 'person', confidence: null, start: 0, end: 3, text: 'Tom' },
  { kind: 'entity', class: 'person', confidence: null, start: 8, end: 11, text: 'Bob' },
];

describe("the vendor's samples", () => {
  test.each([
    ['detection', image, detection, ['JSON_COMMENTS']],
    ['classification', text, classification, ['JSON_COMMENTS']],
    ['entities', text, entities, ['JSON_COMMENTS', 'SPAN_REPAIRED']],
  ])(
    '%s as printed is read with its warnings, corrected without (ambiguity 11)',
    (name, row, annotations, codes) => {
      const printed = decode(readFixture(import.meta.url, `${name}-as-printed.txt`), row);
      expect(printed).toMatchObject({ ok: true, value: { annotations } });
      expect(printed.ok && printed.warnings.map((warning) => warning.code)).toEqual(codes);
      const corrected = decode(readFixture(import.meta.url, `${name}-corrected.json`), row);
      expect(corrected).toEqual({ ok: true, value: { annotations }, warnings: [] });
    },
  );

  test('segmentation as printed has placeholders, and the message says where (ambiguity 11)', () => {
    const printed = decode(readFixture(import.meta.url, 'segmentation-as-printed.txt'), image);
    expect(printed).toMatchObject({
      ok: false,
      problem: {
        code: 'MODEL_RESPONSE_NOT_JSON',
        message: expect.stringMatching(/placeholder.*byte \d+.*<height>/),
      },
    });
  });

  test('segmentation with real numbers is a mask (ambiguity 14)', () => {
    const row: AnsweredRow = { type: 'image', size: { width: 4, height: 3 } };
    const masks = ontologySchema.parse({ tools: [{ kind: 'mask', name: 'cat' }] });
    const corrected = decode(
      readFixture(import.meta.url, 'segmentation-corrected.json'),
      row,
      masks,
    );
    expect(corrected).toMatchObject({
      ok: true,
      value: { annotations: [{ kind: 'mask', class: 'cat', mask: { size: [3, 4] } }] },
      warnings: [],
    });
  });

  test('the four answers printed in one block are several documents, and fail as such (fault J5)', () => {
    const printed = decode(readFixture(import.meta.url, 'answers-as-printed.txt'), image);
    expect(printed).toMatchObject({
      ok: false,
      problem: {
        code: 'MODEL_RESPONSE_NOT_JSON',
        message: expect.stringContaining('second document'),
      },
    });
  });
});

describe('the ontology decides', () => {
  test('a key that differs by case or space is the class, with a warning (fault D4)', () => {
    expect(decode({ ' Cat ': { boxes: [] }, SENTIMENT: 'Positive' }, image)).toMatchObject({
      ok: true,
      value: { annotations: [{ class: 'sentiment', option: 'positive' }] },
      warnings: [
        { code: 'CLASS_NORMALISED', pointer: '/ Cat ' },
        { code: 'CLASS_NORMALISED', pointer: '/SENTIMENT' },
        { code: 'OPTION_NORMALISED', pointer: '/SENTIMENT' },
      ],
    });
  });

  test.each([
    ['boxes', { boxes: [[0, 0, 1, 1]] }, image, 'bounding_box'],
    ['masks', { masks: [{ size: [50, 50], counts: [2500] }] }, image, 'mask'],
    ['spans', [{ start: 0, end: 3 }], text, 'entity'],
    ['a list of strings', ['a', 'b'], text, 'checklist'],
    ['a string', 'words', text, 'free_text'],
    ['a scored answer', { answer: 'words', score: 0.5 }, text, 'free_text'],
  ])(
    'an unknown key with %s is kept as an unknown class (ambiguity 11, fault D4)',
    (_, value, row, kind) => {
      expect(decode({ zebra: value }, row)).toMatchObject({
        ok: true,
        value: { annotations: [{ kind, class: 'zebra', unknownClass: true }] },
        warnings: expect.arrayContaining([expect.objectContaining({ code: 'CLASS_UNKNOWN' })]),
      });
    },
  );

  test.each([[null], [7], [true], [[]], [{}], [[1, 2]], [{ took_ms: 7 }]])(
    'an unknown key with %j beside a known one is left out with a warning',
    (value) => {
      expect(decode({ cat: { boxes: [] }, zebra: value }, image)).toMatchObject({
        ok: true,
        value: { annotations: [] },
        warnings: [{ code: 'FIELD_IGNORED', pointer: '/zebra' }],
      });
    },
  );

  test('boxes and masks of one name are both read, each with its own scores', () => {
    const both = ontologySchema.parse({
      tools: [
        { kind: 'bounding_box', name: 'cat' },
        { kind: 'mask', name: 'cat' },
      ],
    });
    const row: AnsweredRow = { type: 'image', size: { width: 2, height: 1 } };
    const masks = [{ size: [1, 2], counts: [0, 1, 1] }];
    const answer = { cat: { boxes: [[0, 0, 1, 1]], scores: [0.5], masks, mask_scores: [0.25] } };
    expect(decode(answer, row, both)).toMatchObject({
      ok: true,
      value: {
        annotations: [
          { kind: 'bounding_box', confidence: 0.5 },
          { kind: 'mask', confidence: 0.25 },
        ],
      },
      warnings: [],
    });
  });

  test('shapes of a kind that the class does not have are kept as unknown, as those of an unknown class', () => {
    const polygon = [
      [0, 0],
      [9, 0],
      [0, 9],
    ];
    const answer = { Cat: { boxes: [[0, 0, 1, 1]], scores: [0.5], polygons: [polygon] } };
    expect(decode(answer, image)).toMatchObject({
      ok: true,
      value: {
        annotations: [
          { kind: 'bounding_box', class: 'cat', confidence: 0.5 },
          { kind: 'polygon', class: 'cat', confidence: 0.5, unknownClass: true },
        ],
      },
      warnings: [
        { code: 'CLASS_NORMALISED' },
        {
          code: 'CLASS_UNKNOWN',
          pointer: '/Cat/polygons',
          message: expect.stringContaining('no class of kind polygon'),
        },
      ],
    });
  });

  test('empty lists of a kind that the class does not have say nothing', () => {
    const answer = { cat: { boxes: [[0, 0, 1, 1]], scores: [0.5], masks: [], polygons: null } };
    expect(decode(answer, image)).toMatchObject({ value: { annotations: [{}] }, warnings: [] });
  });

  test('what is called as a list of shapes and is none is left out with a warning', () => {
    expect(decode({ cat: { boxes: [], points: 17 } }, image)).toMatchObject({
      value: { annotations: [] },
      warnings: [{ code: 'FIELD_IGNORED', pointer: '/cat/points' }],
    });
  });

  test('a string for a radio and a free text of the same name is not guessed (ambiguity 12)', () => {
    const twice = ontologySchema.parse({
      classifications: [
        { kind: 'radio', name: 'mood', options: [{ value: 'good' }] },
        { kind: 'free_text', name: 'mood' },
      ],
    });
    expect(decode({ mood: 'good' }, text, twice)).toMatchObject({
      ok: false,
      problem: {
        code: 'MODEL_ANSWER_INVALID',
        message: expect.stringContaining('radio and free_text'),
      },
    });
  });
});

describe('words as the whole answer', () => {
  const one = ontologySchema.parse({ classifications: [{ kind: 'free_text', name: 'summary' }] });

  test.each([['They are happy.'], ['"They are happy."']])(
    '%s fill the one free text (ambiguity 36)',
    (body) => {
      expect(decode(body, text, one)).toMatchObject({
        ok: true,
        value: { annotations: [{ kind: 'free_text', class: 'summary', text: 'They are happy.' }] },
        warnings: [],
      });
    },
  );

  test('fail with a reason where the ontology has no free text, or several (ambiguity 36)', () => {
    const none = ontologySchema.parse({});
    const two = ontologySchema.parse({
      classifications: [
        { kind: 'free_text', name: 'a' },
        { kind: 'free_text', name: 'b' },
      ],
    });
    for (const [known, reason] of [
      [none, 'no free text'],
      [two, '2 free texts'],
    ] as const) {
      expect(decode('They are happy.', text, known)).toMatchObject({
        ok: false,
        problem: { code: 'MODEL_RESPONSE_INVALID', message: expect.stringContaining(reason) },
      });
    }
  });

  test.each([
    ['a string', JSON.stringify('{"sentiment": "positive"}')],
    ['a code fence', '```json\n{"sentiment": "positive"}\n```'],
    ['a code fence in a string', JSON.stringify('```\n{"sentiment": "positive"}\n```')],
    ['a code fence among words', 'Sure:\n```json\n{"sentiment": "positive"}\n```\nDone.'],
    [
      'a code fence among words in a string',
      JSON.stringify('Sure:\n```json\n{"sentiment": "positive"}\n```'),
    ],
  ])('JSON in %s is taken out with a warning (ambiguity 11, fault J5)', (_, body) => {
    expect(decode(body, text)).toMatchObject({
      ok: true,
      value: { annotations: [{ class: 'sentiment', option: 'positive' }] },
      warnings: expect.arrayContaining([expect.objectContaining({ code: 'JSON_UNWRAPPED' })]),
    });
  });

  test.each([
    ['cut off in a string', JSON.stringify('{"sentiment": "posi')],
    ['cut off in a fence', '```json\n{"sentiment": "posi'],
    ['cut off in a fence among words', 'Sure:\n```json\n{"sentiment": "posi'],
    ['broken in a fence in a string', JSON.stringify('Sure:\n```\n{"sentiment": positive}\n```')],
    ['in a fence of one line', 'Sure: ```{"sentiment": "positive"}```'],
  ])('JSON that is %s is no words (fault J5)', (_, body) => {
    expect(decode(body, text)).toMatchObject({
      ok: false,
      problem: {
        code: 'MODEL_RESPONSE_NOT_JSON',
        message: expect.stringContaining('What begins like JSON'),
      },
    });
  });

  test('a body that begins like JSON and is none fails, whatever is asked for (fault J5)', () => {
    for (const known of [ontology, one]) {
      expect(decode('{"summary": "posi', text, known)).toMatchObject({
        problem: { code: 'MODEL_RESPONSE_NOT_JSON' },
      });
    }
  });

  test.each([
    ['{braces} are words'],
    ['A list:\n```json\n{"a": 1}\n```'],
    ['```python\nprint(1)\n```'],
    ['```\n{"a": \n```'],
  ])('of an ontology with one free text and nothing else, %j stays words', (words) => {
    expect(decode(JSON.stringify(words), text, one)).toMatchObject({
      ok: true,
      value: { annotations: [{ class: 'summary', text: words }] },
      warnings: [],
    });
  });

  test('of such an ontology an object for the free text is taken out of words', () => {
    const words = 'Sure:\n```json\n{"summary": "Happy."}\n```';
    expect(decode(words, text, one)).toMatchObject({
      value: { annotations: [{ class: 'summary', text: 'Happy.' }] },
      warnings: [{ code: 'JSON_UNWRAPPED' }],
    });
  });

  test('code in a fence among words is words', () => {
    const words = 'Run this:\n```python\nprint(1)\n```';
    expect(decode(words, text)).toMatchObject({
      value: { annotations: [{ kind: 'free_text', text: words }] },
    });
  });
});

describe('what cannot be right fails its item', () => {
  test.each([
    [
      'more scores than boxes (fault D3)',
      { cat: { boxes: [[0, 0, 1, 1]], scores: [0.1, 0.2] } },
      'MODEL_CONFIDENCE_INVALID',
      '/cat/scores/1',
    ],
    [
      'fewer scores than boxes (fault D3)',
      { cat: { boxes: [[0, 0, 1, 1]], scores: [] } },
      'MODEL_CONFIDENCE_INVALID',
      '/cat/scores/0',
    ],
    [
      'a score above 1',
      { cat: { boxes: [[0, 0, 1, 1]], scores: [1.5] } },
      'MODEL_CONFIDENCE_INVALID',
      '/cat/scores/0',
    ],
    [
      'a box of three numbers (fault D3)',
      { cat: { boxes: [[0, 0, 1]] } },
      'MODEL_RESPONSE_INVALID',
      '/cat/boxes/0',
    ],
    [
      'a box of five numbers (fault D3)',
      { cat: { boxes: [[0, 0, 1, 1, 0.9]] } },
      'MODEL_RESPONSE_INVALID',
      '/cat/boxes/0',
    ],
    ['null for a free text (fault D17)', { summary: null }, 'MODEL_ANSWER_INVALID', '/summary'],
    [
      'a span without length (fault D14)',
      { person: [{ start: 3, end: 3 }] },
      'MODEL_SPAN_INVALID',
      '/person/0',
    ],
    [
      'a number in quotes',
      { cat: { boxes: [[0, 0, '1', 1]] } },
      'MODEL_RESPONSE_INVALID',
      '/cat/boxes/0/2',
    ],
    [
      'a negative width (fault D1)',
      { cat: { boxes: [[0, 0, -1, 1]] } },
      'MODEL_GEOMETRY_INVALID',
      '/cat/boxes/0',
    ],
    [
      'boxes about a text',
      { cat: { boxes: [[0, 0, 1, 1]] } },
      'MODEL_RESPONSE_INVALID',
      '/cat/boxes/0',
    ],
    ['a list for a box', { cat: [[0, 0, 1, 1]] }, 'MODEL_RESPONSE_INVALID', '/cat'],
    [
      'an unknown option (fault D17)',
      { sentiment: 'furious' },
      'MODEL_ANSWER_INVALID',
      '/sentiment',
    ],
    [
      'a list for a radio (fault D17)',
      { sentiment: ['positive'] },
      'MODEL_ANSWER_INVALID',
      '/sentiment',
    ],
    [
      'a string for a checklist (fault D17)',
      { emotion: 'joy' },
      'MODEL_ANSWER_INVALID',
      '/emotion',
    ],
    [
      'an option twice (fault D17)',
      { emotion: ['joy', 'joy'] },
      'MODEL_ANSWER_INVALID',
      '/emotion',
    ],
    ['null for a radio (fault D17)', { sentiment: null }, 'MODEL_ANSWER_INVALID', '/sentiment'],
    [
      'a score of an answer above 1',
      { sentiment: { answer: 'positive', score: 2 } },
      'MODEL_CONFIDENCE_INVALID',
      '/sentiment/score',
    ],
    [
      'a span beyond the text (fault D14)',
      { person: [{ start: 30, end: 99 }] },
      'MODEL_SPAN_INVALID',
      '/person/0',
    ],
    [
      'a span without an end',
      { person: [{ start: 30 }] },
      'MODEL_RESPONSE_INVALID',
      '/person/0/end',
    ],
    ['a list as the whole answer', [{ cat: 1 }], 'MODEL_RESPONSE_INVALID', ''],
    [
      'a name that is too long',
      { ['x'.repeat(257)]: 'words' },
      'MODEL_RESPONSE_INVALID',
      toJsonPointer(['x'.repeat(257)]),
    ],
  ])('%s', (what, body, code, pointer) => {
    const row = what.includes('text') || what.includes('span') ? text : image;
    expect(decode(body, row)).toMatchObject({ ok: false, problem: { code, details: { pointer } } });
  });
});

describe('what is odd is kept with a warning', () => {
  test.each([
    ['a box that reaches outside (fault D2)', [45, 45, 10, 10], 'SHAPE_OUTSIDE_IMAGE'],
    ['a box without area (fault D1)', [5, 5, 0, 10], 'SHAPE_EMPTY'],
  ])('%s', (_, box, code) => {
    expect(decode({ cat: { boxes: [box] } }, image)).toMatchObject({
      ok: true,
      value: { annotations: [{ box: { x: box[0], width: box[2] } }] },
      warnings: [{ code, pointer: '/cat/boxes/0' }],
    });
  });

  test('the same in many places is said once, with their number', () => {
    const boxes = Array.from({ length: 40 }, () => [45, 45, 10, 10]);
    expect(decode({ cat: { boxes } }, image)).toMatchObject({
      ok: true,
      warnings: [{ code: 'SHAPE_OUTSIDE_IMAGE', message: expect.stringContaining('40 places') }],
    });
  });

  test('JSON under another content type', () => {
    const context = {
      connection: foundryConnectionSchema.parse({ url: 'https://models.example.com' }),
      ontology,
      parameters: {},
    };
    expect(decodeResponse(answerWith('{}', 'text/plain'), text, context)).toMatchObject({
      ok: true,
      warnings: [{ code: 'CONTENT_TYPE_UNEXPECTED' }],
    });
  });

  test('scores may be left out, or be null for some boxes (ambiguity 13, fault D3)', () => {
    const answer = {
      cat: {
        boxes: [
          [0, 0, 1, 1],
          [1, 1, 1, 1],
        ],
        scores: [0.5, null],
      },
      dog: { boxes: [[2, 2, 1, 1]] },
    };
    expect(decode(answer, image)).toMatchObject({
      ok: true,
      value: { annotations: [{ confidence: 0.5 }, { confidence: null }, { confidence: null }] },
      warnings: [],
    });
  });
});

test('spans that multiply a long text are refused before they fill the memory', () => {
  const row: AnsweredRow = { type: 'text', text: 'x'.repeat(60_000) };
  const person = Array.from({ length: 100 }, () => ({ start: 0, end: 60_000 }));
  expect(decode({ person }, row)).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_RESPONSE_TOO_LARGE' },
  });
});

test('words that are longer than a label can be are refused, not cut', () => {
  expect(decode({ summary: 'x'.repeat(65_537) }, text)).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_RESPONSE_TOO_LARGE', message: expect.stringContaining('"summary"') },
  });
});

test('of a key that stands twice the last is read, with a warning', () => {
  const body = '{"cat": {"boxes": [[0, 0, 1, 1]]}, "cat": {"boxes": [[2, 2, 1, 1]]},}';
  expect(decode(body, image)).toMatchObject({
    ok: true,
    value: { annotations: [{ box: { x: 2 } }] },
    warnings: [{ code: 'JSON_COMMENTS' }, { code: 'JSON_KEY_REPEATED', pointer: '/cat' }],
  });
});

const tooMany = Array.from({ length: 10_001 }, (_, index) => `${index}`);

test.each([
  ['boxes', { cat: { boxes: tooMany.map(() => [0, 0, 1, 1]) } }, '/cat/boxes'],
  ['chosen options', { zebra: tooMany }, '/zebra'],
  ['keys', Object.fromEntries(tooMany.map((name) => [name, name])), ''],
])('more than ten thousand %s are refused, not cut', (_, body, pointer) => {
  expect(decode(body, image)).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_RESPONSE_TOO_LARGE', details: { pointer } },
  });
});

test('more than ten thousand annotations of several classes are refused, not cut', () => {
  const boxes = tooMany.slice(0, 6000).map(() => [0, 0, 1, 1]);
  expect(decode({ cat: { boxes }, zebra: { boxes } }, image)).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_RESPONSE_TOO_LARGE', message: expect.stringContaining('12000') },
  });
});

test('a class in another Unicode form is the class; a number is a name like any other (fault D4)', () => {
  const known = ontologySchema.parse({
    tools: [
      { kind: 'bounding_box', name: 'caf\u00e9' },
      { kind: 'bounding_box', name: '7' },
    ],
  });
  const boxes = { boxes: [[0, 0, 1, 1]] };
  expect(decode({ 'cafe\u0301': boxes, 7: boxes, 8: boxes }, image, known)).toMatchObject({
    ok: true,
    value: {
      annotations: [{ class: '7' }, { class: '8', unknownClass: true }, { class: 'caf\u00e9' }],
    },
    warnings: [
      { code: 'CLASS_UNKNOWN', pointer: '/8' },
      { code: 'CLASS_NORMALISED', pointer: '/cafe\u0301' },
    ],
  });
});

test('names that stand twice but for their case are not guessed between (fault D4)', () => {
  const known = ontologySchema.parse({
    tools: [
      { kind: 'bounding_box', name: 'Cat' },
      { kind: 'bounding_box', name: 'cat' },
    ],
  });
  expect(decode({ CAT: { boxes: [[0, 0, 1, 1]] } }, image, known)).toMatchObject({
    ok: true,
    value: { annotations: [{ class: 'CAT', unknownClass: true }] },
    warnings: [{ code: 'CLASS_UNKNOWN' }],
  });
});

test('keys may be features or classes: what decides is the ontology, then the form (ambiguity 12)', () => {
  const known = ontologySchema.parse({
    tools: [{ kind: 'mask', name: 'cat' }],
    classifications: [{ kind: 'radio', name: 'cat', options: [{ value: 'yes' }] }],
  });
  expect(decode({ cat: 'yes' }, image, known)).toMatchObject({
    ok: true,
    value: { annotations: [{ kind: 'radio', option: 'yes' }] },
  });
  expect(decode({ cat: { boxes: [[0, 0, 1, 1]] } }, image, known)).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_RESPONSE_INVALID', details: { pointer: '/cat' } },
  });
});

test('a free text that is empty is an answer; one that is not there is none (fault D17)', () => {
  expect(decode({ summary: '' }, text)).toMatchObject({
    value: { annotations: [{ kind: 'free_text', text: '' }] },
    warnings: [],
  });
  expect(decode({}, text)).toEqual({ ok: true, value: { annotations: [] }, warnings: [] });
});

test.each([
  ['of no height (fault D7)', { size: [0, 0], counts: [] }, '/cat/masks/0/size/0'],
  ['of half a pixel (fault D7)', { size: [50, 50.5], counts: [] }, '/cat/masks/0/size/1'],
  ['of another size (fault D7)', { size: [50, 49], counts: [2450] }, '/cat/masks/0/size'],
  [
    'with a negative run (fault D6)',
    { size: [50, 50], counts: [-1, 2501] },
    '/cat/masks/0/counts/0',
  ],
  ['that fills too little (fault D5)', { size: [50, 50], counts: [7] }, '/cat/masks/0/counts'],
])('a mask %s fails with its place', (_, mask, pointer) => {
  const known = ontologySchema.parse({ tools: [{ kind: 'mask', name: 'cat' }] });
  expect(decode({ cat: { masks: [mask] } }, image, known)).toMatchObject({
    ok: false,
    problem: { code: expect.stringMatching(/MASK|RESPONSE_INVALID/), details: { pointer } },
  });
});

test('spans may overlap (fault D14)', () => {
  const person = [
    { start: 0, end: 11 },
    { start: 0, end: 3 },
    { start: 8, end: 11 },
    { start: 8, end: 11 },
  ];
  expect(decode({ person }, text)).toMatchObject({
    ok: true,
    value: {
      annotations: [{ text: 'Tom and Bob' }, { text: 'Tom' }, { text: 'Bob' }, { text: 'Bob' }],
    },
    warnings: [],
  });
});

test('spans that were moved are counted (fault D16)', () => {
  const row: AnsweredRow = { type: 'text', text: 'ab ab ab ab' };
  const person = [3, 6, 9].map((start) => ({ start: start + 1, end: start + 3, text: 'ab' }));
  expect(decode({ person }, row)).toMatchObject({
    ok: true,
    value: { annotations: [{ start: 3 }, { start: 6 }, { start: 9 }] },
    warnings: [{ code: 'SPAN_REPAIRED' }, { code: 'SPAN_REPAIRED' }, { code: 'SPAN_REPAIRED' }],
  });
});

test('what offsets count is a setting of the connection (fault D15)', () => {
  const row: AnsweredRow = { type: 'text', text: '🦊 Tom' };
  const offsets = { code_points: [2, 5], utf16_units: [3, 6], utf8_bytes: [5, 8] };
  for (const [offsetUnit, [start, end]] of Object.entries(offsets)) {
    const connection = foundryConnectionSchema.parse({ url: 'https://x.example', offsetUnit });
    const context = { connection, ontology, parameters: {} };
    expect(decodeResponse(answerWith({ person: [{ start, end }] }), row, context)).toMatchObject({
      ok: true,
      value: { annotations: [{ start: 2, end: 5, text: 'Tom' }] },
      warnings: [],
    });
  }
});
