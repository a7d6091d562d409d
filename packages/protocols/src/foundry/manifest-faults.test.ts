import { describe, expect, test } from 'vitest';
import { parseManifest } from './manifest.ts';

const start = 'name: A\ninference_endpoint: https://models.example.com/infer\n';

describe('what is wrong has its line, its column and its correction', () => {
  test.each<[string, string, [number, number], RegExp, string]>([
    [
      'a missing name',
      'inference_endpoint: https://x.example',
      [1, 1],
      /"name" is missing/,
      'name: My custom model',
    ],
    [
      'an unknown key',
      `${start}colour: red`,
      [3, 1],
      /no key "colour".*requests_per_second/,
      'Leave the key "colour" out.',
    ],
    [
      'a key in another case',
      `${start}requestsPerSecond: 1`,
      [3, 1],
      /"requests_per_second" may be meant/,
      'requests_per_second: 0.1',
    ],
    [
      'a misspelt key',
      `${start}secret: abc`,
      [3, 1],
      /"secrets" may be meant/,
      'secrets: my_secret',
    ],
    [
      'a rate in words',
      `${start}requests_per_second: fast`,
      [3, 1],
      /expected number/,
      'requests_per_second: 0.1',
    ],
    [
      'a rate of none',
      `${start}requests_per_second: 0`,
      [3, 1],
      /from 0.001 to 10000/,
      'requests_per_second: 0.1',
    ],
    [
      'a secret of two lines',
      `${start}secrets: "a\\nb"`,
      [3, 1],
      /line breaks/,
      'secrets: my_secret',
    ],
    [
      'a type of asset that nobody knows',
      `${start}allowed_asset_types: [smell]`,
      [3, 23],
      /allowed_asset_types/,
      'allowed_asset_types: [image]',
    ],
    [
      'a tool that nobody knows',
      `${start}ontology:\n  tools:\n    - name: x\n      tool: lasso`,
      [6, 7],
      /"lasso" is no kind/,
      '    - name: person\n      tool: rectangle',
    ],
    [
      'a tool that is called its type',
      `${start}ontology:\n  tools:\n    - name: x\n      type: rectangle`,
      [6, 7],
      /no key "type"; "tool" may be meant/,
      '    - name: person\n      tool: rectangle',
    ],
    [
      'a question below a tool without its type',
      `${start}ontology:\n  tools:\n    - {name: x, tool: rectangle, classifications: [{name: y}]}`,
      [5, 52],
      /classifications.0.type" is missing/,
      '    - name: summary\n      type: text',
    ],
    [
      'a tool below an option',
      `${start}ontology:\n  classifications:\n    - name: x\n      type: radio\n      options:\n        - value: a\n          options:\n            - {type: polygon, name: y}`,
      [10, 16],
      /"polygon" is no kind of question/,
      '    - name: summary\n      type: text',
    ],
    [
      'questions of an option under the name that they have at a tool',
      `${start}ontology:\n  classifications:\n    - {name: x, type: radio, options: [{value: a, classifications: []}]}`,
      [5, 51],
      /"options" may be meant/,
      '        - label: Tench\n          value: tench\n          options:\n            - name: length\n              type: text',
    ],
    [
      'a media type that nobody knows',
      `${start}ontology:\n  media_type: SMELL`,
      [4, 3],
      /media_type/,
      '  media_type: IMAGE',
    ],
    [
      'a class twice',
      `${start}ontology:\n  tools:\n    - {name: x, tool: rectangle}\n    - {name: x, tool: rectangle}`,
      [6, 8],
      /"x" stands twice/,
      '    - name: person\n      tool: rectangle',
    ],
    [
      'a radio without options',
      `${start}ontology:\n  classifications:\n    - {name: x, type: radio}`,
      [5, 7],
      /options/,
      '      options:\n        - label: Tench\n          value: tench',
    ],
    [
      'an option twice',
      `${start}ontology:\n  classifications:\n    - {name: x, type: radio, options: [{value: a}, {value: a}]}`,
      [5, 53],
      /"a" stands twice/,
      '        - label: Tench\n          value: tench',
    ],
    [
      'parameters that are a list',
      `${start}inference_params_json_schema:\n  type: array`,
      [3, 1],
      /are an object/,
      'inference_params_json_schema:\n  properties:\n    confidence:\n      type: number\n      default: 0.25',
    ],
    [
      'a parameter of a type that every object inherits',
      `${start}inference_params_json_schema:\n  properties:\n    size: {type: __proto__, default: 7}`,
      [5, 12],
      /"size" has the type "__proto__"/,
      '      type: number',
    ],
    [
      'a parameter of a type that JSON Schema does not know',
      `${start}inference_params_json_schema:\n  properties:\n    size:\n      type: float`,
      [6, 7],
      /"size" has the type "float"/,
      '    size:\n      type: number',
    ],
    [
      'a default in quotes',
      `${start}inference_params_json_schema:\n  properties:\n    on: {type: boolean, default: "False"}`,
      [5, 25],
      /default "False", which is a string, not boolean/,
      '    on:\n      type: boolean\n      default: false',
    ],
    [
      'a default above the maximum',
      `${start}inference_params_json_schema:\n  properties:\n    size: {maximum: 4096, default: 5000}`,
      [5, 27],
      /default 5000, which is above 4096/,
      '    size:\n      maximum: 4096\n      default: 4096',
    ],
    [
      'a default that is none of the values',
      `${start}inference_params_json_schema:\n  properties:\n    size: {enum: [s, l], default: m}`,
      [5, 26],
      /default "m", which is none of its `enum`/,
      '    size:\n      enum: [s, l]\n      default: s',
    ],
    [
      'an enumeration of nothing',
      `${start}inference_params_json_schema:\n  properties:\n    size: {enum: []}`,
      [5, 12],
      /`enum` that is not a list/,
      '      enum: [small, large]',
    ],
    [
      'a limit that is a word',
      `${start}inference_params_json_schema:\n  properties:\n    size: {minimum: low}`,
      [5, 12],
      /the minimum "low", which is not a number/,
      '  properties:\n    confidence:\n      type: number',
    ],
    [
      'a parameter that is described by a word',
      `${start}inference_params_json_schema:\n  properties:\n    size: number`,
      [5, 5],
      /"size" is described by a block/,
      '  properties:\n    confidence:\n      type: number',
    ],
    [
      'parameters in a list',
      `${start}inference_params_json_schema:\n  properties: [size]`,
      [4, 3],
      /a block of keys, not a list/,
      '  properties:\n    confidence:\n      type: number',
    ],
    [
      'a required parameter that is not declared',
      `${start}inference_params_json_schema:\n  properties: {prompt: {}}\n  required: [promt]`,
      [5, 14],
      /"promt" is none of the parameters/,
      '  required: [prompt]',
    ],
    [
      'required parameters that are no list',
      `${start}inference_params_json_schema:\n  required: true`,
      [4, 3],
      /a list of names, not true/,
      '  required:\n    - prompt',
    ],
  ])('%s', (_, text, [line, column], message, correction) => {
    expect(parseManifest(text)).toMatchObject({
      ok: false,
      problem: {
        code: 'MANIFEST_INVALID',
        message: expect.stringMatching(message),
        details: { line, column, corrected: correction },
      },
    });
  });
});

test.each([
  ['type: {toString: 1}, default: 7'],
  ['type: string, enum: [a], default: {toString: 1}'],
])('a parameter with %s is refused without a crash', (keywords) => {
  const text = `${start}inference_params_json_schema:\n  properties:\n    size: {${keywords}}`;
  expect(parseManifest(text)).toMatchObject({ ok: false, problem: { code: 'MANIFEST_INVALID' } });
});
