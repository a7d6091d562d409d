import { ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { describe, expect, test } from 'vitest';
import { answerWith } from '../testing/respond.ts';
import { v7ConnectionSchema } from './connection.ts';
import { decodeResponse } from './response.ts';
import { mainTypes } from './wire.ts';

const connection = v7ConnectionSchema.parse({ url: 'https://m.example' });
const ontology = ontologySchema.parse({});
const row = { type: 'image', size: { width: 100, height: 100 } } as const;

/** Reads an answer of one result of a class that nobody declared. */
function decode(shape: object) {
  const results = [{ name: 'a', label: 'a', confidence: 1, ...shape }];
  const response = answerWith({ status: 'succeeded', results });
  return decodeResponse(response, row, { connection, ontology, parameters: {} });
}

const [low, high] = [
  { x: 1, y: 2, w: 3, h: 4 },
  { x: 5, y: 6, w: 7, h: 8 },
];
const path = [
  { x: 1, y: 1 },
  { x: 9, y: 1 },
  { x: 9, y: 9 },
];
const hole = path.map(({ x, y }) => ({ x: x / 2 + 2, y: y / 2 + 1 }));
const ellipse = { center: { x: 50, y: 40 }, radius: { x: 9, y: 4 }, angle: 0.73 };

const samples = {
  bounding_box: [low, { kind: 'bounding_box', box: { x: 1, y: 2, width: 3, height: 4 } }],
  cuboid: [
    { front: low, back: high },
    {
      kind: 'cuboid',
      front: { x: 1, y: 2, width: 3, height: 4 },
      back: { x: 5, y: 6, width: 7, height: 8 },
    },
  ],
  directional_vector: [
    { angle: 1.5, length: 12 },
    { kind: 'vector', angle: 1.5, length: 12 },
  ],
  ellipse: [ellipse, { kind: 'ellipse', ellipse }],
  keypoint: [
    { x: 4.5, y: 6 },
    { kind: 'point', point: { x: 4.5, y: 6 } },
  ],
  line: [{ path }, { kind: 'line', path }],
  polygon: [
    { path, additional_paths: [hole] },
    { kind: 'polygon', rings: [path, hole] },
  ],
  skeleton: [
    {
      nodes: [
        { x: 1, y: 2, occluded: true, name: 'nose' },
        { x: 3, y: 4, occluded: false },
      ],
    },
    {
      kind: 'skeleton',
      nodes: [
        { x: 1, y: 2, occluded: true, name: 'nose' },
        { x: 3, y: 4, occluded: false },
      ],
    },
  ],
  tag: [{}, { kind: 'tag' }],
} as const;

test.each(mainTypes)('a %s is read', (type) => {
  const [written, annotation] = samples[type];
  expect(decode({ [type]: written })).toEqual({
    ok: true,
    value: {
      annotations: [{ ...annotation, class: 'a', confidence: 1, unknownClass: true }],
      reading: 'strict',
    },
    warnings: [expect.objectContaining({ code: 'CLASS_UNKNOWN' })],
  });
});

test.each(mainTypes)('a %s carries a text and attributes', (type) => {
  const [written] = samples[type];
  expect(decode({ [type]: written, text: { text: 'seen' }, attributes: ['old'] })).toMatchObject({
    ok: true,
    value: { annotations: [{ text: 'seen', attributes: ['old'] }] },
  });
});

describe('what a type cannot be', () => {
  test.each([
    [
      'a cuboid without a front (fault D13)',
      { cuboid: { back: low } },
      'MODEL_RESPONSE_INVALID',
      '/cuboid/front',
    ],
    [
      'a cuboid of negative width (fault D13)',
      { cuboid: { back: low, front: { ...low, w: -1 } } },
      'MODEL_GEOMETRY_INVALID',
      '/cuboid/front',
    ],
    [
      'an ellipse of negative angle',
      { ellipse: { ...ellipse, angle: -0.1 } },
      'MODEL_RESPONSE_INVALID',
      '/ellipse/angle',
    ],
    [
      'an ellipse of negative radius (fault D13)',
      { ellipse: { ...ellipse, radius: { x: -1, y: 2 } } },
      'MODEL_GEOMETRY_INVALID',
      '/ellipse',
    ],
    [
      'a skeleton beyond the edge (fault D13)',
      { skeleton: { nodes: [{ x: -1, y: 0, occluded: false }] } },
      'MODEL_RESPONSE_INVALID',
      '/skeleton/nodes/0/x',
    ],
    [
      'a skeleton without nodes',
      { skeleton: { nodes: [] } },
      'MODEL_GEOMETRY_INVALID',
      '/skeleton/nodes',
    ],
    [
      'a line of one point',
      { line: { path: path.slice(0, 1) } },
      'MODEL_GEOMETRY_INVALID',
      '/line/path',
    ],
    [
      'a vector of negative length',
      { directional_vector: { angle: 1, length: -1 } },
      'MODEL_RESPONSE_INVALID',
      '/directional_vector/length',
    ],
    ['a keypoint without y', { keypoint: { x: 1 } }, 'MODEL_RESPONSE_INVALID', '/keypoint/y'],
    [
      'an outline of two points (fault D11)',
      { polygon: { path: path.slice(0, 2) } },
      'MODEL_GEOMETRY_INVALID',
      '/polygon/path',
    ],
    [
      'a point of null (fault D11)',
      { polygon: { path: [...path, { x: null, y: 1 }] } },
      'MODEL_RESPONSE_INVALID',
      '/polygon/path/3/x',
    ],
    [
      'an empty hole (fault D12)',
      { polygon: { path, additional_paths: [[]] } },
      'MODEL_GEOMETRY_INVALID',
      '/polygon/additional_paths/0',
    ],
    [
      'a hole as a flat list of points (fault D12)',
      { polygon: { path, additional_paths: hole } },
      'MODEL_RESPONSE_INVALID',
      '/polygon/additional_paths/0',
    ],
    ['a tag that is no object', { tag: true }, 'MODEL_RESPONSE_INVALID', '/tag'],
    [
      'a direction beside a box (ambiguity 21)',
      { bounding_box: low, directional_vector: { angle: 1, length: 1 } },
      'MODEL_RESPONSE_INVALID',
      '',
    ],
  ])('%s', (_, shape, code, place) => {
    expect(decode(shape)).toMatchObject({
      ok: false,
      problem: { code, details: { pointer: `/results/0${place}` } },
    });
  });
});

test.each([
  [
    'a joint',
    { skeleton: { nodes: [{ x: 1, y: 2, occluded: false, id: 'a' }] } },
    'skeleton/nodes/0/id',
  ],
  ['a centre', { ellipse: { ...ellipse, center: { x: 1, y: 1, z: 1 } } }, 'ellipse/center/z'],
  ['a radius', { ellipse: { ...ellipse, radius: { x: 1, y: 1, r: 2 } } }, 'ellipse/radius/r'],
  ['a face', { cuboid: { front: { ...low, d: 3 }, back: high } }, 'cuboid/front/d'],
  [
    'a point',
    {
      line: {
        path: [
          { x: 1, y: 1, v: 2 },
          { x: 2, y: 2 },
        ],
      },
    },
    'line/path/0/v',
  ],
  ['a box', { bounding_box: { ...low, angle: 1 } }, 'bounding_box/angle'],
])(
  'a field of %s that the contract does not have is named once, at its place (fault J12)',
  (_, shape, place) => {
    const read = decode(shape);
    const ignored = read.ok ? read.warnings.filter(({ code }) => code === 'FIELD_IGNORED') : [];
    expect(ignored.map(({ pointer }) => pointer)).toEqual([`/results/0/${place}`]);
  },
);

describe('what is odd and kept', () => {
  const unknown = expect.objectContaining({ code: 'CLASS_UNKNOWN' });
  test.each([
    [
      'an ellipse of no radius (fault D13)',
      { ellipse: { ...ellipse, radius: { x: 0, y: 2 } } },
      'SHAPE_EMPTY',
    ],
    [
      'an angle in degrees (fault D13)',
      { ellipse: { ...ellipse, angle: 42 } },
      'ANGLE_BEYOND_TURN',
    ],
    [
      'a direction in degrees (fault D13)',
      { directional_vector: { angle: 90, length: 1 } },
      'ANGLE_BEYOND_TURN',
    ],
    [
      'a negative place of a box (ambiguity 26)',
      { bounding_box: { ...low, x: -1 } },
      'SHAPE_OUTSIDE_IMAGE',
    ],
    ['a keypoint outside', { keypoint: { x: -1, y: 400 } }, 'SHAPE_OUTSIDE_IMAGE'],
    [
      'a line that leaves the image',
      { line: { path: [...path, { x: 500, y: 1 }] } },
      'SHAPE_OUTSIDE_IMAGE',
    ],
    [
      'a hole outside its outline (fault D12)',
      { polygon: { path, additional_paths: [path.map(({ x, y }) => ({ x: x + 200, y }))] } },
      'SHAPE_OUTSIDE_IMAGE',
    ],
    [
      'an outline on one line (fault D11)',
      { polygon: { path: path.map(({ x }) => ({ x, y: x })).concat({ x: 20, y: 20 }) } },
      'SHAPE_EMPTY',
    ],
  ])('%s', (_, shape, code) => {
    expect(decode(shape)).toMatchObject({
      ok: true,
      value: { annotations: [{ class: 'a' }] },
      warnings: expect.arrayContaining([unknown, expect.objectContaining({ code })]),
    });
  });

  test('an outline that is closed by its first point is opened, one that crosses itself is kept and named (fault D11)', () => {
    expect(decode({ polygon: { path: [...path, path[0]] } })).toMatchObject({
      value: { annotations: [{ rings: [path] }] },
    });
    const bow = [path[0], path[2], path[1], { x: 1, y: 9 }];
    expect(decode({ polygon: { path: bow } })).toMatchObject({
      ok: true,
      value: { annotations: [{ rings: [bow] }] },
      warnings: [{ code: 'OUTLINE_CROSSES_ITSELF', pointer: '/results/0/polygon/path' }, unknown],
    });
  });
});
