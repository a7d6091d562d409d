import { type Ontology, ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { describe, expect, test } from 'vitest';
import type { AnsweredRow } from '../model-input.ts';
import { answerWith } from '../testing/respond.ts';
import { foundryConnectionSchema } from './connection.ts';
import { decodeResponse } from './response.ts';

const image: AnsweredRow = { type: 'image', size: { width: 50, height: 50 } };
const video: AnsweredRow = { type: 'video', size: { width: 50, height: 50 }, frames: [0, 25, 50] };
const text: AnsweredRow = { type: 'text', text: 'Tom and Bob are happy to work at IBM' };
const ontology = ontologySchema.parse({
  tools: [
    { kind: 'polygon', name: 'lake' },
    { kind: 'point', name: 'nose' },
    { kind: 'line', name: 'road' },
    { kind: 'relation', name: 'rides' },
    {
      kind: 'bounding_box',
      name: 'car',
      classifications: [
        { kind: 'radio', name: 'colour', options: [{ value: 'red' }, { value: 'blue' }] },
        {
          kind: 'checklist',
          name: 'damages',
          options: [
            {
              value: 'door',
              classifications: [
                { kind: 'radio', name: 'side', options: [{ value: 'left' }, { value: 'right' }] },
              ],
            },
            { value: 'roof' },
          ],
        },
        { kind: 'free_text', name: 'plate' },
      ],
    },
    {
      kind: 'entity',
      name: 'person',
      classifications: [{ kind: 'free_text', name: 'title' }],
    },
  ],
  classifications: [
    {
      kind: 'radio',
      name: 'weather',
      options: [
        { value: 'rain', classifications: [{ kind: 'free_text', name: 'how much' }] },
        { value: 'sun' },
      ],
    },
  ],
});

function decode(body: unknown, row: AnsweredRow = image, known: Ontology = ontology) {
  const connection = foundryConnectionSchema.parse({ url: 'https://models.example.com' });
  return decodeResponse(answerWith(body), row, { connection, ontology: known, parameters: {} });
}

/** The annotations of an answer that has to be read without a warning. */
function read(body: unknown, row?: AnsweredRow) {
  const answer = decode(body, row);
  expect(answer).toMatchObject({ ok: true, warnings: [] });
  return answer.ok ? answer.value.annotations : [];
}

const triangle = [
  [0, 0],
  [9, 0],
  [0, 9],
];
const corners = [
  { x: 0, y: 0 },
  { x: 9, y: 0 },
  { x: 0, y: 9 },
];
const hole = [
  [1, 1],
  [2, 1],
  [1, 2],
];

describe('shapes', () => {
  test('polygons are outlines, with holes as further outlines, open or closed', () => {
    const closed = [...triangle, triangle[0]];
    const answer = {
      lake: { polygons: [triangle, closed, [closed, hole]], scores: [1, 0.5, null] },
    };
    const base = { kind: 'polygon', class: 'lake' };
    expect(read(answer)).toEqual([
      { ...base, confidence: 1, rings: [corners] },
      { ...base, confidence: 0.5, rings: [corners] },
      { ...base, confidence: null, rings: [corners, hole.map(([x, y]) => ({ x, y }))] },
    ]);
  });

  test('points and lines are places', () => {
    const answer = { nose: { points: [[1, 2.5]] }, road: { lines: [triangle.slice(0, 2)] } };
    expect(read(answer)).toEqual([
      { kind: 'point', class: 'nose', confidence: null, point: { x: 1, y: 2.5 } },
      { kind: 'line', class: 'road', confidence: null, path: corners.slice(0, 2) },
    ]);
  });

  test.each([
    [
      'an outline of two points',
      { lake: { polygons: [triangle.slice(0, 2)] } },
      'MODEL_GEOMETRY_INVALID',
      '/lake/polygons/0',
    ],
    [
      'a hole of two points',
      { lake: { polygons: [[triangle, hole.slice(1)]] } },
      'MODEL_GEOMETRY_INVALID',
      '/lake/polygons/0/1',
    ],
    [
      'an outline as COCO has it',
      { lake: { polygons: [[0, 0, 9, 0, 0, 9]] } },
      'MODEL_RESPONSE_INVALID',
      '/lake/polygons/0',
    ],
    [
      'an outline as OpenCV has it',
      { lake: { polygons: [triangle.map((point) => [point])] } },
      'MODEL_RESPONSE_INVALID',
      '/lake/polygons/0',
    ],
    [
      'an outline of nothing',
      { lake: { polygons: [[]] } },
      'MODEL_GEOMETRY_INVALID',
      '/lake/polygons/0',
    ],
    [
      'a place of three numbers',
      { nose: { points: [[1, 2, 3]] } },
      'MODEL_RESPONSE_INVALID',
      '/nose/points/0',
    ],
    [
      'a place of words',
      { nose: { points: [['1', 2]] } },
      'MODEL_RESPONSE_INVALID',
      '/nose/points/0',
    ],
    [
      'a place as an object',
      { nose: { points: [{ x: 1, y: 2 }] } },
      'MODEL_RESPONSE_INVALID',
      '/nose/points/0',
    ],
    [
      'a line of one point',
      { road: { lines: [[[1, 2]]] } },
      'MODEL_GEOMETRY_INVALID',
      '/road/lines/0',
    ],
    [
      'a line of numbers',
      { road: { lines: [[1, 2, 3, 4]] } },
      'MODEL_RESPONSE_INVALID',
      '/road/lines/0/0',
    ],
    [
      'a line that is a word',
      { road: { lines: ['long'] } },
      'MODEL_RESPONSE_INVALID',
      '/road/lines/0',
    ],
    [
      'too few texts',
      { lake: { polygons: [triangle, triangle], texts: ['a'] } },
      'MODEL_RESPONSE_INVALID',
      '/lake/texts/1',
    ],
    [
      'a text that is a number',
      { nose: { points: [[1, 2]], texts: [7] } },
      'MODEL_RESPONSE_INVALID',
      '/nose/texts/0',
    ],
    [
      'attributes of one word',
      { nose: { points: [[1, 2]], attributes: ['wet'] } },
      'MODEL_RESPONSE_INVALID',
      '/nose/attributes/0',
    ],
  ])('%s fails with its place', (_, body, code, pointer) => {
    expect(decode(body)).toMatchObject({ ok: false, problem: { code, details: { pointer } } });
  });

  test('what OpenCV and COCO have instead of points is told how to be sent', () => {
    const messages = [triangle.map((point) => [point]), triangle.flat()].map((outline) => {
      const answer = decode({ lake: { polygons: [outline] } });
      return answer.ok ? '' : answer.problem.message;
    });
    expect(messages[0]).toContain('contour.reshape(-1, 2).tolist()');
    expect(messages[1]).toContain('send pairs');
  });

  test.each([
    ['polygons', { zebra: { polygons: [triangle] } }, 'polygon'],
    ['points', { zebra: { points: [[1, 2]] } }, 'point'],
    ['lines', { zebra: { lines: [triangle] } }, 'line'],
    ['edges', { car: { boxes: [[0, 0, 1, 1]], ids: [1] }, zebra: { edges: [[1, 1]] } }, 'relation'],
  ])('%s of a class that is not in the ontology are kept as unknown', (_, body, kind) => {
    const answer = decode(body);
    expect(answer).toMatchObject({
      ok: true,
      warnings: [{ code: 'CLASS_UNKNOWN', pointer: '/zebra' }],
    });
    expect(answer.ok && answer.value.annotations.at(-1)).toMatchObject({
      kind,
      unknownClass: true,
    });
  });

  test('texts and attributes belong to the shapes beside which they stand', () => {
    const answer = {
      nose: {
        points: [
          [1, 2],
          [3, 4],
        ],
        texts: ['left', null],
        attributes: [null, []],
      },
    };
    expect(read(answer)).toMatchObject([{ text: 'left' }, { attributes: [] }]);
    expect(read(answer)[0]).not.toHaveProperty('attributes');
  });

  test('a list with a name of its own is meant for the shapes of that name', () => {
    const both = ontologySchema.parse({
      tools: [
        { kind: 'bounding_box', name: 'cat' },
        { kind: 'point', name: 'cat' },
      ],
    });
    const body = { cat: { boxes: [[0, 0, 1, 1]], points: [[1, 1]], ids: ['a'], point_ids: ['b'] } };
    expect(decode(body, image, both)).toMatchObject({
      ok: true,
      value: {
        annotations: [
          { kind: 'bounding_box', id: 'a' },
          { kind: 'point', id: 'b' },
        ],
      },
      warnings: [],
    });
  });
});

describe('edges', () => {
  const cars = {
    boxes: [
      [0, 0, 1, 1],
      [1, 1, 1, 1],
    ],
    ids: ['one', 2],
  };

  test('join what has an id, a word or a whole number', () => {
    const answer = {
      car: cars,
      rides: {
        edges: [
          ['one', 2],
          [2, 'one'],
        ],
        scores: [0.5, null],
        ids: ['e', null],
      },
    };
    expect(read(answer)).toEqual([
      expect.objectContaining({ kind: 'bounding_box', id: 'one' }),
      expect.objectContaining({ kind: 'bounding_box', id: '2' }),
      { kind: 'relation', class: 'rides', confidence: 0.5, from: 'one', to: '2', id: 'e' },
      { kind: 'relation', class: 'rides', confidence: null, from: '2', to: 'one' },
    ]);
  });

  test('may join spans and answers, and stand before them', () => {
    const answer = {
      rides: { edges: [['tom', 'sky']] },
      person: [{ start: 0, end: 3, id: 'tom' }],
      weather: { answer: 'sun', id: 'sky' },
    };
    expect(read(answer, text)).toMatchObject([
      { kind: 'relation', from: 'tom', to: 'sky' },
      { kind: 'entity', id: 'tom', text: 'Tom' },
      { kind: 'radio', id: 'sky' },
    ]);
  });

  test.each([
    [
      'an edge to nobody',
      { car: cars, rides: { edges: [['one', 'three']] } },
      '/rides/edges/0',
      /"three", which no annotation has/,
    ],
    [
      'an id that stands twice',
      { car: { ...cars, ids: ['one', 'one'] } },
      '/car/boxes/1',
      /second time/,
    ],
    [
      'an id that stands twice as word and number',
      { car: { ...cars, ids: ['1', 1] } },
      '/car/boxes/1',
      /second time/,
    ],
    [
      'an edge of three ends',
      { rides: { edges: [['a', 'b', 'c']] } },
      '/rides/edges/0',
      /a pair of ids/,
    ],
    [
      'an edge of one end',
      { rides: { edges: [['a', null]] } },
      '/rides/edges/0/1',
      /a pair of ids/,
    ],
    ['an id of nothing', { car: { ...cars, ids: ['', 'b'] } }, '/car/ids/0', /1 to 256 characters/],
    [
      'an id that is rounded',
      { car: { ...cars, ids: [2 ** 53, 1.5] } },
      '/car/ids/0',
      /whole number/,
    ],
    ['too few ids', { car: { ...cars, ids: ['one'] } }, '/car/ids/1', /1 members for 2 shapes/],
  ])('%s fails with its place', (_, body, pointer, reason) => {
    expect(decode(body)).toMatchObject({
      ok: false,
      problem: {
        code: 'MODEL_RESPONSE_INVALID',
        message: expect.stringMatching(reason),
        details: { pointer },
      },
    });
  });

  test('have no place for answers', () => {
    expect(
      decode({ car: cars, rides: { edges: [['one', 2]], classifications: [{}] } }),
    ).toMatchObject({
      ok: true,
      warnings: [{ code: 'FIELD_IGNORED', pointer: '/rides/classifications' }],
    });
  });
});

describe('answers to the questions of tools and options', () => {
  const boxes = [
    [0, 0, 1, 1],
    [1, 1, 1, 1],
    [2, 2, 1, 1],
  ];

  test('stand beside the shapes, one object for each', () => {
    const answers = [
      {
        colour: 'red',
        damages: { answer: ['door', 'roof'], classifications: { door: { side: 'left' } } },
      },
      null,
      { plate: { answer: 'AB 12', score: 0.25 } },
    ];
    expect(read({ car: { boxes, classifications: answers } })).toMatchObject([
      {
        classifications: [
          { kind: 'radio', class: 'colour', confidence: null, option: 'red' },
          {
            kind: 'checklist',
            class: 'damages',
            options: ['door', 'roof'],
            classifications: [{ kind: 'radio', class: 'side', under: 'door', option: 'left' }],
          },
        ],
      },
      {},
      { classifications: [{ kind: 'free_text', class: 'plate', confidence: 0.25, text: 'AB 12' }] },
    ]);
  });

  test('stand in spans, and below answers about the whole row', () => {
    const answer = {
      person: [{ start: 0, end: 3, classifications: { title: 'Mr' } }],
      weather: { answer: 'rain', score: 0.5, classifications: { 'how much': '2 mm' } },
    };
    expect(read(answer, text)).toMatchObject([
      { kind: 'entity', classifications: [{ class: 'title', text: 'Mr' }] },
      { kind: 'radio', option: 'rain', classifications: [{ class: 'how much', text: '2 mm' }] },
    ]);
  });

  const about = (answers: unknown) => ({
    car: { boxes: [[0, 0, 1, 1]], classifications: [answers] },
  });

  test.each([
    [
      'no option',
      about({ colour: 'green' }),
      'MODEL_ANSWER_INVALID',
      '/car/classifications/0/colour',
    ],
    [
      'a list for a radio',
      about({ colour: ['red'] }),
      'MODEL_ANSWER_INVALID',
      '/car/classifications/0/colour',
    ],
    [
      'a score above 1',
      about({ colour: { answer: 'red', score: 2 } }),
      'MODEL_CONFIDENCE_INVALID',
      '/car/classifications/0/colour/score',
    ],
    [
      'a question of an option that is not chosen',
      about({ damages: { answer: ['roof'], classifications: { door: {} } } }),
      'MODEL_ANSWER_INVALID',
      '/car/classifications/0/damages/classifications/door',
    ],
    [
      'a question of no option',
      about({ damages: { answer: ['roof'], classifications: { wing: {} } } }),
      'MODEL_ANSWER_INVALID',
      '/car/classifications/0/damages/classifications/wing',
    ],
    [
      'options in a list',
      about({ damages: { answer: ['roof'], classifications: [] } }),
      'MODEL_RESPONSE_INVALID',
      '/car/classifications/0/damages/classifications',
    ],
    [
      'one question twice',
      about({ colour: 'red', Colour: 'blue' }),
      'MODEL_ANSWER_INVALID',
      '/car/classifications/0',
    ],
    ['a word for all', about('red'), 'MODEL_RESPONSE_INVALID', '/car/classifications/0'],
    [
      'more answers than shapes',
      { car: { boxes: [], classifications: [{}] } },
      'MODEL_RESPONSE_INVALID',
      '/car/classifications/0',
    ],
    [
      'one question of the row twice',
      { weather: 'sun', Weather: 'rain' },
      'MODEL_ANSWER_INVALID',
      '/Weather',
    ],
  ])('with %s fail with their place (fault D17)', (_, body, code, pointer) => {
    expect(decode(body)).toMatchObject({ ok: false, problem: { code, details: { pointer } } });
  });

  test('to questions that the ontology does not have there are kept as unknown, or named', () => {
    const answers = {
      weather: 'sun',
      extras: ['radio'],
      nothing: 7,
      colour: { answer: 'red', why: 'paint' },
    };
    const answer = decode(about(answers));
    const place = '/car/classifications/0';
    expect(answer).toMatchObject({
      ok: true,
      value: {
        annotations: [
          {
            classifications: [
              { kind: 'free_text', class: 'weather', unknownClass: true },
              { kind: 'checklist', class: 'extras', unknownClass: true },
              { kind: 'radio', class: 'colour' },
            ],
          },
        ],
      },
      warnings: [
        { code: 'CLASS_UNKNOWN', pointer: `${place}/weather` },
        { code: 'CLASS_UNKNOWN', pointer: `${place}/extras` },
        { code: 'FIELD_IGNORED', pointer: `${place}/nothing` },
        { code: 'FIELD_IGNORED', pointer: `${place}/colour/why` },
      ],
    });
  });

  test('are read from other spellings, with a warning', () => {
    expect(decode(about({ COLOUR: 'Red' }))).toMatchObject({
      ok: true,
      value: { annotations: [{ classifications: [{ class: 'colour', option: 'red' }] }] },
      warnings: [{ code: 'CLASS_NORMALISED' }, { code: 'OPTION_NORMALISED' }],
    });
  });

  test('count among the words of an answer, which are limited', () => {
    expect(decode(about({ plate: 'x'.repeat(65_537) }))).toMatchObject({
      ok: false,
      problem: { code: 'MODEL_RESPONSE_TOO_LARGE' },
    });
  });
});

describe('a video', () => {
  const car = (x: number) => ({ car: { boxes: [[x, 0, 1, 1]], ids: ['a'] } });
  const found = (x: number, frame?: number) => ({
    kind: 'bounding_box',
    class: 'car',
    confidence: null,
    id: 'a',
    box: { x, y: 0, width: 1, height: 1 },
    ...(frame !== undefined && { frame }),
  });

  test('is answered by the numbers of its frames, and as a whole beside them', () => {
    const answer = {
      weather: 'sun',
      frames: { 50: car(2), 0: { ...car(1), weather: 'rain' }, 25: {} },
    };
    expect(read(answer, video)).toEqual([
      { kind: 'radio', class: 'weather', confidence: null, option: 'sun' },
      found(1, 0),
      { kind: 'radio', class: 'weather', confidence: null, option: 'rain', frame: 0 },
      found(2, 50),
    ]);
  });

  test('is answered by a list with one answer for each frame that was sent', () => {
    expect(read({ frames: [car(1), {}, car(3)] }, video)).toEqual([found(1, 0), found(3, 50)]);
  });

  test('of which an object leaves frames out is read as if nothing was found in these', () => {
    const sparse = read({ frames: { 25: car(2) } }, video);
    expect(sparse).toEqual(read({ frames: { 0: {}, 25: car(2), 50: {} } }, video));
  });

  test('may have shapes that hold for all of it', () => {
    expect(read(car(1), video)).toEqual([found(1)]);
  });

  test('has edges within a frame, from a frame to the whole, and between objects of any frame', () => {
    const edges = (from: string, to: string) => ({ rides: { edges: [[from, to]] } });
    const whole = { nose: { points: [[1, 1]], ids: ['n'] } };
    expect(
      read({ ...whole, frames: { 0: { ...car(1), ...edges('a', 'n') } } }, video),
    ).toHaveLength(3);
    expect(read({ ...whole, ...edges('a', 'n'), frames: { 25: car(1) } }, video)).toHaveLength(3);
    expect(decode({ frames: { 0: car(1), 25: edges('a', 'a') } }, video)).toMatchObject({
      ok: false,
      problem: { details: { pointer: '/frames/25/rides/edges/0' } },
    });
  });

  test.each([
    ['a frame that was not sent', { frames: { 7: {} } }, '/frames/7', /frames are 0, 25, 50/],
    ['a frame that is no number', { frames: { first: {} } }, '/frames/first', /not sent/],
    ['a list of another length', { frames: [{}, {}] }, '/frames', /2 answers in a list; 3 frames/],
    [
      'a word for a frame',
      { frames: { 0: 'car' } },
      '/frames/0',
      /an object with a key for each feature/,
    ],
    [
      'nothing for a frame of a list',
      { frames: [{}, null, {}] },
      '/frames/1',
      /an object with a key/,
    ],
    ['a word for all frames', { frames: 'none' }, '/frames', /or a list, was wanted/],
    [
      'a bad box in a frame',
      { frames: { 25: { car: { boxes: [[0]] } } } },
      '/frames/25/car/boxes/0',
      /./,
    ],
  ])('with %s fails with its place', (_, body, pointer, reason) => {
    expect(decode(body, video)).toMatchObject({
      ok: false,
      problem: {
        code: 'MODEL_RESPONSE_INVALID',
        message: expect.stringMatching(reason),
        details: { pointer },
      },
    });
  });

  test('may have a class that is called as its frames are', () => {
    const known = ontologySchema.parse({ tools: [{ kind: 'point', name: 'frames' }] });
    expect(decode({ frames: { points: [[1, 1]] } }, video, known)).toMatchObject({
      ok: true,
      value: { annotations: [{ class: 'frames', point: { x: 1, y: 1 } }] },
    });
    expect(decode({ frames: { 0: { frames: { points: [[1, 1]] } } } }, video, known)).toMatchObject(
      {
        ok: true,
        value: { annotations: [{ class: 'frames', frame: 0 }] },
      },
    );
  });

  test('alone has frames: of an image they are an unknown field', () => {
    expect(decode({ car: { boxes: [] }, frames: { 0: {} } }, image)).toMatchObject({
      ok: true,
      warnings: [{ code: 'FIELD_IGNORED', pointer: '/frames' }],
    });
  });
});

describe('pages and conversations', () => {
  const page: AnsweredRow = { type: 'html', text: '<p>Hi <b>Tom</b></p>' };

  test('spans of a page count in its source', () => {
    expect(read({ person: [{ start: 9, end: 12 }] }, page)).toMatchObject([{ text: 'Tom' }]);
  });

  test.each([
    ['spans', { person: [{ start: 0, end: 3 }] }, '/person'],
    ['boxes', { car: { boxes: [[0, 0, 1, 1]] } }, '/car/boxes/0'],
  ])(
    'a conversation has answers in words; %s are refused, as of a row of that type',
    (_, body, pointer) => {
      expect(read({ weather: 'sun' }, { type: 'conversational' })).toHaveLength(1);
      expect(decode(body, { type: 'conversational' })).toMatchObject({
        ok: false,
        problem: {
          message: expect.stringContaining('a row of type conversational'),
          details: { pointer },
        },
      });
    },
  );
});
