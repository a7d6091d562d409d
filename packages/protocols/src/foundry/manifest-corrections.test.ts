import { describe, expect, test } from 'vitest';
import { parseManifest } from './manifest.ts';

const start = 'name: A\ninference_endpoint: https://models.example.com/infer\n';
const parameters = `${start}inference_params_json_schema:\n  properties:\n`;

describe("what is corrected is what somebody wrote, not another's example (fault F2)", () => {
  test.each([
    [
      'yes for a boolean, which YAML 1.2 takes for a word',
      `${parameters}    stream: {type: boolean, default: yes}`,
      '    stream:\n      type: boolean\n      default: true',
    ],
    [
      'a default in another case than its enum has it',
      `${parameters}    size: {type: string, enum: [small, large], default: Large}`,
      '    size:\n      type: string\n      enum: [small, large]\n      default: large',
    ],
    [
      'a number in quotes, above the maximum',
      `${parameters}    top: {type: integer, maximum: 9, default: "12"}`,
      '    top:\n      type: integer\n      maximum: 9\n      default: 9',
    ],
    [
      'a number for a text',
      `${parameters}    code: {type: string, default: 12}`,
      '    code:\n      type: string\n      default: "12"',
    ],
    [
      'one value for a list',
      `${parameters}    stop: {type: array, default: end}`,
      '    stop:\n      type: array\n      default: [end]',
    ],
    [
      'a type as Python calls it',
      `${parameters}    stop: {type: str}`,
      '    stop:\n      type: string',
    ],
    [
      'limits that exclude each other',
      `${parameters}    top: {minimum: 3, maximum: 1}`,
      '    top:\n      minimum: 1\n      maximum: 3',
    ],
    [
      'lengths that exclude each other',
      `${parameters}    top: {minLength: 3, maxLength: 1}`,
      '    top:\n      minLength: 1\n      maxLength: 3',
    ],
    [
      'a type of asset among others',
      `${start}allowed_asset_types: [Image, "TEXT", pdf]`,
      'allowed_asset_types: [image, text]',
    ],
    [
      'a type of asset in the plural',
      `${start}allowed_asset_types: [images, pdf]`,
      'allowed_asset_types: [image]',
    ],
    [
      'a kind of feature among others',
      `${start}allowed_feature_kinds: [radio, lasso]`,
      'allowed_feature_kinds: [radio]',
    ],
    ['a rate below the least', `${start}requests_per_second: 0.0005`, 'requests_per_second: 0.001'],
    ['a rate above the most', `${start}requests_per_second: 20000`, 'requests_per_second: 10000'],
    ['a rate in quotes', `${start}requests_per_second: "5"`, 'requests_per_second: 5'],
  ])('%s', (_, text, corrected) => {
    const read = parseManifest(text);
    expect(read).toMatchObject({
      ok: false,
      problem: { code: 'MANIFEST_INVALID', details: { corrected } },
    });
  });

  test('the limits of the rate are named as they are', () => {
    const read = (rate: string) => parseManifest(`${start}requests_per_second: ${rate}`);
    expect(read('0.0005')).toMatchObject({
      problem: { message: expect.stringContaining('a number from 0.001 to 10000') },
    });
    expect([read('0.001').ok, read('10000').ok]).toEqual([true, true]);
  });
});

describe('all faults of a file are told at once (fault F2)', () => {
  test('each unknown key, with what may be meant', () => {
    const read = parseManifest(`${start}rate: 5\nontologi: {}\n`);
    expect(read).toMatchObject({
      ok: false,
      problem: {
        message: expect.stringMatching(
          /^Line 3, column 1: there is no key "rate"[\s\S]*\n\nThe file has one more fault:\nLine 4, column 1: there is no key "ontologi"; "ontology" may be meant\.$/,
        ),
        details: { line: 3, column: 1, corrected: 'Leave the key "rate" out.' },
      },
    });
  });

  test('faults in several blocks, in the order of the file', () => {
    const text = `${parameters}    on: {type: boolean, default: yes}\nmax_tokens: -1\nrequests_per_second: 0\n`;
    const read = parseManifest(text);
    expect(read).toMatchObject({
      problem: {
        message: expect.stringMatching(
          /^Line 5, [\s\S]*The file has 2 more faults:\nLine 6, .*max_tokens.*\nLine 7, .*requests_per_second/,
        ),
        details: { line: 5, wanted: expect.any(String), corrected: expect.any(String) },
      },
    });
  });

  test('a misspelt key that is missing under its name is one fault', () => {
    const read = parseManifest('nmae: A\ninference_endpoint: https://models.example.com/infer\n');
    expect(read).toMatchObject({
      problem: { message: expect.stringMatching(/^Line 1, column 1: there is no key "nmae"/) },
    });
    expect(!read.ok && read.problem.message).not.toMatch(/more fault|is missing/);
  });

  test('faults by the dozen are counted', () => {
    const keys = Array.from({ length: 50 }, (_, index) => `k${index}: 1\n`).join('');
    const read = parseManifest(start + keys);
    expect(read).toMatchObject({
      problem: { message: expect.stringMatching(/has 49 more faults:[\s\S]*\n… and 39 more\.$/) },
    });
    expect(!read.ok && read.problem.message.split('\n').length).toBeLessThan(20);
  });
});

describe('what contradicts itself without harm is a warning (ambiguity 8)', () => {
  test.each([
    [
      'types and media',
      'allowed_asset_types: [text]\nontology: {media_type: IMAGE}',
      /image.*text/,
    ],
    [
      'rectangles on texts',
      'allowed_asset_types: [text]\nontology: {tools: [{name: x, tool: rectangle}]}',
      /rectangle/,
    ],
    [
      'named entities on images',
      'ontology: {media_type: IMAGE, tools: [{name: x, tool: named-entity}]}',
      /named-entity/,
    ],
    ['a media type without rows', 'ontology: {media_type: PDF}', /PDF.*any type/i],
    [
      'a media type without rows beside types',
      'ontology: {media_type: PDF}\nallowed_asset_types: [image]',
      /pdf.*image/i,
    ],
  ])('%s', (_, rest, message) => {
    expect(parseManifest(`${start}${rest}`)).toMatchObject({
      ok: true,
      warnings: [{ code: 'ASSET_TYPES_DIFFER', message: expect.stringMatching(message) }],
    });
  });

  test.each([
    'allowed_asset_types: [image, video]\nontology: {media_type: IMAGE, tools: [{name: x, tool: rectangle}]}',
    'allowed_asset_types: [text, image]\nontology: {tools: [{name: x, tool: rectangle}, {name: y, tool: named-entity}]}',
    'allowed_asset_types: [text]\nontology: {media_type: text, tools: [{name: y, tool: named-entity}, {name: z, tool: edge}]}',
    'allowed_asset_types: [conversational]\nontology: {classifications: [{name: y, type: text}]}',
    'ontology: {tools: [{name: x, tool: rectangle}]}',
  ])('%s is no contradiction', (rest) => {
    expect(parseManifest(`${start}${rest}`)).toMatchObject({ ok: true, warnings: [] });
  });
});
