import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { Json } from '@patchbay/core/json.ts';
import { ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryOntology } from '../testing/arbitrary-ontology.ts';
import { arbitraryName, arbitraryText } from '../testing/arbitrary-text.ts';
import { parseManifest } from './manifest.ts';
import { isFoundryKind, wireKinds } from './ontology.ts';
import { type ManifestContent, writeManifest } from './write-manifest.ts';

const url = 'https://models.example.com/predict';

const kinds = Object.keys(wireKinds).filter(isFoundryKind);
const value = fc
  .jsonValue({ maxDepth: 3 })
  .map((written): Json => JSON.parse(JSON.stringify(written)))
  .filter((written) => !JSON.stringify(written).includes('__proto__'));
const parametersSchema = fc.record({
  type: fc.constant('object'),
  properties: fc.dictionary(
    fc.stringMatching(/^[a-z<*&!'"#: ]{1,8}$/),
    fc.record<{ [keyword: string]: Json }>({
      default: value,
      title: arbitraryText,
      examples: fc.array(value),
    }),
  ),
});
const contents: fc.Arbitrary<ManifestContent> = fc.record(
  {
    name: arbitraryName.map((name) => name.replaceAll(/\p{Cc}/gu, 'x')),
    url: fc.constant(url),
    secret: fc.stringMatching(/^[!-~]{1,30}$/),
    description: arbitraryText.filter((text) => text !== ''),
    readme: arbitraryText.filter((text) => text !== ''),
    dataRowTypes: fc.subarray([...dataRowTypes], { minLength: 1 }),
    ontology: arbitraryOntology(kinds, { toolQuestions: true, optionQuestions: true }),
    parametersSchema,
    requestsPerSecond: fc.constantFrom(0.1, 0.001, 3, 10_000),
    maxTokens: fc.integer({ min: 1, max: 10_000_000 }),
  },
  { requiredKeys: ['name', 'url'] },
);

test('what is written is read as what it was written from', () => {
  fc.assert(
    fc.property(contents, (content) => {
      const { secret, requestsPerSecond = null, maxTokens, url: _, ...same } = content;
      expect(parseManifest(writeManifest(content))).toEqual({
        ok: true,
        // Tools and types are drawn apart: boxes for texts are told, and registered all the same.
        warnings: expect.toSatisfy((warnings: Warning[]) =>
          warnings.every(({ code }) => code === 'ASSET_TYPES_DIFFER'),
        ),
        value: {
          parametersSchema: null,
          ...same,
          protocol: 'foundry',
          connection: { url, ...(maxTokens && { maxTokens }) },
          credentials: secret === undefined ? {} : { bearer: { token: secret } },
          limits: { requestsPerSecond },
        },
      });
    }),
    { numRuns: 300 },
  );
});

test.each([' \n', '\n \n', ' \n\n', '\n', 'a\n \n', '  \nx'])(
  'the lines %j are read as they were',
  (title) => {
    const parametersSchema = { type: 'object', properties: { seed: { title } } };
    const written = writeManifest({ name: 'Blank', url, parametersSchema });
    expect(parseManifest(written)).toMatchObject({ ok: true, value: { parametersSchema } });
  },
);

test('numbers that a double does not hold digit by digit are written so that they are read', () => {
  const parametersSchema = { type: 'object', properties: { seed: { maximum: 2 ** 64 } } };
  const written = writeManifest({ name: 'Big', url, parametersSchema });
  expect(parseManifest(written)).toMatchObject({ ok: true, value: { parametersSchema } });
});

test('a model is written in the order and the words of the page of the vendor', () => {
  const ontology = ontologySchema.parse({
    tools: [
      {
        kind: 'bounding_box',
        name: 'car',
        classifications: [
          {
            kind: 'checklist',
            name: 'damages',
            options: [{ value: 'door', classifications: [{ kind: 'free_text', name: 'note' }] }],
          },
        ],
      },
      { kind: 'ellipse', name: 'Cell\n#1' },
    ],
    classifications: [{ kind: 'tag', name: 'blurred' }],
  });
  const parameters = {
    type: 'object',
    properties: { threshold: { type: 'number', default: 0.5 } },
  };
  const content = {
    name: 'Cars',
    url,
    dataRowTypes: ['image'],
    ontology,
    parametersSchema: parameters,
  } as const;
  expect(writeManifest(content)).toBe(`name: Cars
inference_endpoint: ${url}
allowed_asset_types:
  - image
allowed_feature_kinds:
  - rectangle
  - checklist
  - text
ontology:
  media_type: IMAGE
  tools:
    - name: car
      tool: rectangle
      classifications:
        - name: damages
          type: checklist
          options:
            - value: door
              options:
                - name: note
                  type: text
inference_params_json_schema:
  type: object
  properties:
    threshold:
      type: number
      default: 0.5
# Left out, a manifest has no word for it: ellipse "Cell\\n#1"
# Left out, a manifest has no word for it: tag "blurred"
`);
});
