import { newModelSchema } from '@patchbay/core/api/model-routes.ts';
import { describe, expect, test } from 'vitest';
import { readFixture } from '../testing/read-fixture.ts';
import { parseManifest } from './manifest.ts';

const printed = readFixture(import.meta.url, 'model-as-printed.yaml');
const corrected = readFixture(import.meta.url, 'model-corrected.yaml');
const start = 'name: A\ninference_endpoint: https://models.example.com/infer\n';

describe("the vendor's sample", () => {
  test('as printed fails at the line that is indented wrongly, and shows it corrected (ambiguity 7, fault F2)', () => {
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

  test('corrected registers a model, although its kinds contradict its ontology (ambiguity 7)', () => {
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

test('all kinds of tools and of questions are read, and the older name of one', () => {
  const read = parseManifest(`${start}ontology:
  tools:
    - {tool: rectangle, name: a, color: '#ff0000', classifications: []}
    - {tool: raster-segmentation, name: b}
    - {tool: named-entity, name: c}
    - {tool: Polygon, name: d}
    - {tool: point, name: e}
    - {tool: line, name: f}
    - {tool: edge, name: g}
    - {tool: superpixel, name: h}
  classifications:
    - {type: checklist, name: i, options: [{label: One, value: one, options: []}]}
    - {type: text, instructions: j}
`);
  expect(read.ok && read.value.ontology).toEqual({
    tools: [
      { kind: 'bounding_box', name: 'a' },
      { kind: 'mask', name: 'b' },
      { kind: 'entity', name: 'c' },
      { kind: 'polygon', name: 'd' },
      { kind: 'point', name: 'e' },
      { kind: 'line', name: 'f' },
      { kind: 'relation', name: 'g' },
      { kind: 'mask', name: 'h' },
    ],
    classifications: [
      { kind: 'checklist', name: 'i', options: [{ value: 'one', label: 'One' }] },
      { kind: 'free_text', name: 'j', instructions: 'j' },
    ],
  });
});

test('questions hang on tools as classifications, and on options as options', () => {
  const read = parseManifest(`${start}ontology:
  tools:
    - name: car
      tool: rectangle
      classifications:
        - name: damages
          type: checklist
          options:
            - value: door
              options:
                - {name: side, type: radio, options: [{value: left}, {value: right}]}
            - value: roof
  classifications:
    - {name: note, type: text}
`);
  expect(read.ok && read.value.ontology).toEqual({
    tools: [
      {
        kind: 'bounding_box',
        name: 'car',
        classifications: [
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
        ],
      },
    ],
    classifications: [{ kind: 'free_text', name: 'note' }],
  });
});

test('questions deeper than the domain has are refused at the ontology', () => {
  const nest = (depth: number): string =>
    `{name: q, type: radio, options: [{value: a${depth === 0 ? '' : `, options: [${nest(depth - 1)}]`}}]}`;
  const read = (depth: number) =>
    parseManifest(`${start}ontology: {classifications: [${nest(depth)}]}`);
  expect(read(8).ok).toBe(true);
  expect(read(9)).toMatchObject({
    ok: false,
    problem: { message: expect.stringContaining('9 levels deep'), details: { line: 3, column: 1 } },
  });
});

test('words that YAML takes for numbers stay words where words are wanted (fault F2)', () => {
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

test('types of assets and of media are read in any case, with quotes and without (ambiguity 8)', () => {
  const types = (rest: string) => {
    const read = parseManifest(start + rest);
    return read.ok && read.value.dataRowTypes;
  };
  expect(types('allowed_asset_types: [Image, "video", html, "TEXT", conversational]')).toEqual([
    'image',
    'text',
    'html',
    'conversational',
    'video',
  ]);
  const media = 'ontology: {media_type: image}';
  expect(types(media)).toEqual(['image']);
  expect(types(`${media}\nallowed_asset_types: [text]`)).toEqual(['text']);
  expect(types('ontology: {media_type: PDF}')).toBeUndefined();
});

test('the secret is sent as a bearer token (ambiguity 10)', () => {
  expect(parseManifest(`${start}secrets: 007`)).toMatchObject({
    ok: true,
    value: { credentials: { bearer: { token: '007' } } },
  });
});

test('kinds below tools and options count among those that are allowed (ambiguity 7)', () => {
  const ontology =
    'ontology: {tools: [{name: a, tool: superpixel, classifications: [{name: b, type: text}]}]}';
  const warnings = (kinds: string) => {
    const read = parseManifest(`${start}allowed_feature_kinds: ${kinds}\n${ontology}`);
    return read.ok && read.warnings.map(({ code }) => code);
  };
  expect(warnings('[superpixel]')).toEqual(['FEATURE_KINDS_DIFFER']);
  expect(warnings('[raster-segmentation, Text]')).toEqual([]);
  expect(warnings('[superpixel, text, line, edge, point, polygon, named-entity]')).toEqual([]);
});
