import { newModelSchema } from '@patchbay/core/api/model-routes.ts';
import { describe, expect, test } from 'vitest';
import { readFixture } from '../testing/read-fixture.ts';
import { parseManifest } from './manifest.ts';

const printed = readFixture(import.meta.url, 'model-as-printed.yaml');
const corrected = readFixture(import.meta.url, 'model-corrected.yaml');
const start = 'name: A\ninference_endpoint: https://models.example.com/infer\n';

describe("the vendor's sample", () => {
  test('as printed fails at the line that is indented wrongly, and shows it corrected', () => {
    expect(parseManifest(printed)).toMatchObject({
      ok: false,
      problem: {
        code: 'MANIFEST_INVALID',
        message: expect.stringMatching(/^Line 22, column 9: "name" .*"instructions"/),
        details: {
          line: 22,
          column: 9,
          corrected: expect.stringContaining(
            '    - instructions: label\n      name: label\n      type: radio',
          ),
        },
      },
    });
  });

  test('with its indentation mended fails at the endpoint, which is a placeholder', () => {
    const mended = corrected.replace('https://models.example.com/infer', 'my_inference_endpoint');
    expect(parseManifest(mended)).toMatchObject({
      ok: false,
      problem: { details: { line: 2, column: 1 }, message: expect.stringContaining('not a URL') },
    });
  });

  test('corrected registers a model', () => {
    const read = parseManifest(corrected);
    expect(read).toMatchObject({
      ok: true,
      value: {
        name: 'My custom model',
        protocol: 'foundry',
        connection: { url: 'https://models.example.com/infer', maxTokens: 1024 },
        credentials: { bearer: { token: 'my_secret' } },
        limits: { requestsPerSecond: 0.1 },
        dataRowTypes: ['image'],
        ontology: {
          tools: [
            { kind: 'bounding_box', name: 'person' },
            { kind: 'bounding_box', name: 'bicycle' },
          ],
          classifications: [
            { kind: 'radio', name: 'label', options: [{ value: 'tench' }, { value: 'goldfish' }] },
          ],
        },
        parametersSchema: {
          type: 'object',
          required: ['prompt'],
          properties: { use_image_attachments: { default: false } },
        },
      },
      warnings: [{ code: 'FEATURE_KINDS_DIFFER', message: expect.stringContaining('rectangle') }],
    });
    expect(newModelSchema.safeParse(read.ok && read.value).success).toBe(true);
  });
});

test('the least manifest has a name and an endpoint', () => {
  const read = parseManifest(start);
  expect(read).toMatchObject({ ok: true, value: { name: 'A', credentials: {} }, warnings: [] });
  expect(newModelSchema.safeParse(read.ok && read.value).success).toBe(true);
});

test('all three kinds of tools and of questions are read', () => {
  const read = parseManifest(`${start}ontology:
  tools:
    - {tool: rectangle, name: a, color: '#ff0000', classifications: []}
    - {tool: raster-segmentation, name: b}
    - {tool: named-entity, name: c}
  classifications:
    - {type: checklist, name: d, options: [{label: One, value: one, options: []}]}
    - {type: text, instructions: e}
`);
  expect(read).toMatchObject({
    ok: true,
    value: {
      ontology: {
        tools: [{ kind: 'bounding_box' }, { kind: 'mask' }, { kind: 'entity' }],
        classifications: [
          { kind: 'checklist', options: [{ value: 'one', label: 'One' }] },
          { kind: 'free_text', name: 'e' },
        ],
      },
    },
  });
});

test('words that YAML takes for numbers stay words where words are wanted', () => {
  const read = parseManifest(
    start.replace('A', '1.10') +
      'ontology: {classifications: [{type: radio, name: true, options: [{value: 007}]}]}\n' +
      'inference_params_json_schema: {properties: {label: {default: 1.10}}}',
  );
  expect(read).toMatchObject({
    ok: true,
    value: {
      name: '1.10',
      ontology: { classifications: [{ name: 'true', options: [{ value: '007' }] }] },
      parametersSchema: { properties: { label: { default: 1.1 } } },
    },
  });
});

test('types of assets are read in any case', () => {
  expect(parseManifest(`${start}allowed_asset_types: [Image, "video"]`)).toMatchObject({
    ok: true,
    value: { dataRowTypes: ['image', 'video'] },
    warnings: [],
  });
});

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
      /number above 0/,
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
      'a polygon',
      `${start}ontology:\n  tools:\n    - name: x\n      tool: polygon`,
      [6, 7],
      /"polygon" is not supported yet/,
      '    - name: person\n      tool: rectangle',
    ],
    [
      'a tool that nobody knows',
      `${start}ontology:\n  tools:\n    - name: x\n      tool: lasso`,
      [6, 7],
      /"lasso" is no kind/,
      '    - name: person\n      tool: rectangle',
    ],
    [
      'a class twice',
      `${start}ontology:\n  tools:\n    - {name: x, tool: rectangle}\n    - {name: x, tool: rectangle}`,
      [6, 8],
      /"x" stands twice/,
      '    - name: person\n      tool: rectangle',
    ],
    [
      'nested questions',
      `${start}ontology:\n  tools:\n    - {name: x, tool: rectangle, classifications: [{}]}`,
      [5, 34],
      /not supported yet/,
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
    ['a tab', `${start}ontology:\n\ttools: []`, [4, 1], /tab/, '  tools: []'],
    [
      'a key twice',
      `${start}name: B`,
      [3, 1],
      /second time/,
      'Keep one of the two lines that begin with "name:".',
    ],
    [
      'a colon in a value',
      `${start}description: Cats: big ones`,
      [3, 14],
      /double quotes/,
      'description: "Cats: big ones"',
    ],
    ['an open quote', `${start}description: "Cats`, [3, 19], /not closed/, 'description: "Cats"'],
    [
      'an open bracket',
      `${start}allowed_asset_types: [image`,
      [3, 28],
      /not closed/,
      'allowed_asset_types: [image]',
    ],
    [
      'a block too far left',
      `${start}ontology:\n   tools: []\n  classifications: []`,
      [5, 3],
      /same column/,
      '   tools: []\n   classifications: []',
    ],
    ['a tag', `${start}description: !!js/function "x"`, [3, 14], /tag/, 'description: "x"'],
    [
      'a key that is no key',
      `${start}__proto__: {x: 1}`,
      [3, 1],
      /no key "__proto__"/,
      'Leave the key "__proto__" out.',
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

  test.each([
    ['nothing', ''],
    ['a list', '- a'],
    ['two documents', `${start}---\nname: B`],
    [
      'aliases that multiply',
      'a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n'.repeat(1) +
        'd: &d [*b,*b,*b,*b,*b,*b]\ne: &e [*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e]',
    ],
    ['more than a manifest can be', `${start}readme: ${'x'.repeat(262_144)}`],
  ])('%s', (_, text) => {
    expect(parseManifest(text)).toMatchObject({
      ok: false,
      problem: {
        code: 'MANIFEST_INVALID',
        details: { corrected: expect.stringMatching(/^name: /) },
      },
    });
  });
});
