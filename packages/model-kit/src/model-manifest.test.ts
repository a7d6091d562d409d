import type { Warning } from '@patchbay/core/error/warning.ts';
import { parseManifest } from '@patchbay/protocols/foundry/manifest.ts';
import { arbitraryOntology } from '@patchbay/protocols/testing/arbitrary-ontology.ts';
import { arbitraryName, arbitraryText } from '@patchbay/protocols/testing/arbitrary-text.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineModel } from './define-model.ts';
import { servedRowTypes } from './model.ts';
import { writeManifest } from './model-manifest.ts';
import { serveForTest } from './testing/serve-for-test.ts';
import { defineFirstWordModel, frameModel } from './testing/test-models.ts';

const url = 'https://models.example.com/predict';
const drawn = ['bounding_box', 'mask', 'polygon', 'point', 'line', 'entity', 'relation'] as const;
const asked = ['radio', 'checklist', 'free_text'] as const;

const declarations = fc.record(
  {
    name: arbitraryName.map((name) => name.replaceAll(/\p{Cc}/gu, 'x')),
    description: arbitraryText,
    readme: arbitraryText,
    requestsPerSecond: fc.constantFrom(0.1, 3, 10_000),
    dataRowTypes: fc.subarray([...servedRowTypes], { minLength: 1 }),
    ontology: arbitraryOntology([...drawn, ...asked], {
      toolQuestions: true,
      optionQuestions: true,
    }),
    parametersSchema: fc.record({
      properties: fc.dictionary(
        fc.stringMatching(/^[a-z][a-z_ ]{0,8}$/),
        fc.record({ type: fc.constant('number'), default: fc.integer(), title: arbitraryText }),
      ),
    }),
  },
  { requiredKeys: ['name', 'description', 'dataRowTypes', 'ontology'] },
);

test('the manifest of any declaration registers the model as it was declared', () => {
  fc.assert(
    fc.property(declarations, fc.boolean(), (declaration, hasSecret) => {
      const model = defineModel({ ...declaration, predict: () => [] });
      const secret = hasSecret ? { secret: 'sesame' } : {};
      const read = parseManifest(writeManifest(model, { url, ...secret }));
      const { name, description, readme, dataRowTypes: types, ontology } = model;
      expect(read).toEqual({
        ok: true,
        // Tools and types are drawn apart: boxes for texts are told, and registered all the same.
        warnings: expect.toSatisfy((warnings: Warning[]) =>
          warnings.every(({ code }) => code === 'ASSET_TYPES_DIFFER'),
        ),
        value: {
          name,
          ...(description && { description }),
          ...(readme && { readme }),
          protocol: 'foundry',
          connection: { url },
          credentials: hasSecret ? { bearer: { token: 'sesame' } } : {},
          dataRowTypes: types,
          ontology,
          parametersSchema: model.parametersSchema,
          limits: { requestsPerSecond: model.requestsPerSecond },
        },
      });
    }),
    { numRuns: 200 },
  );
});

async function readManifest(options: Parameters<typeof serveForTest>[1], headers = {}) {
  const { url: base } = await serveForTest(defineFirstWordModel(), {
    protocols: ['foundry'],
    ...options,
  });
  const response = await fetch(`${base}/model.yaml`, { headers });
  return { base, response, text: await response.text() };
}

test('a server gives its manifest, with the address by which it was asked for', async () => {
  const { base, response, text } = await readManifest({});
  expect(response.headers.get('content-type')).toBe('application/yaml; charset=utf-8');
  expect(parseManifest(text)).toMatchObject({
    ok: true,
    value: {
      name: 'first word',
      connection: { url: `${base}/predict` },
      dataRowTypes: ['text'],
      ontology: { tools: [{ kind: 'entity', name: 'Word' }] },
    },
  });
});

test('behind a proxy the manifest has the address of the proxy', async () => {
  const { text } = await readManifest({ publicUrl: 'https://models.example.com/words/' });
  expect(text).toContain('inference_endpoint: https://models.example.com/words/predict\n');
});

test('the secret is wanted for the manifest, not in it, and its place is named', async () => {
  const authentication = { bearer: { token: 'sesame' } };
  expect((await readManifest({ authentication })).response.status).toBe(401);
  const { text } = await readManifest({ authentication }, { authorization: 'Bearer sesame' });
  expect(text).not.toContain('sesame');
  expect(text).toMatch(/# The server wants a bearer token: add it as `secrets`\.\n$/);
  expect(parseManifest(`${text}secrets: sesame\n`)).toMatchObject({
    ok: true,
    value: { credentials: { bearer: { token: 'sesame' } } },
  });
});

test('a server that does not speak the contract of manifests has none', async () => {
  const { call } = await serveForTest(frameModel, { protocols: ['v7'] });
  expect((await call('/model.yaml')).status).toBe(404);
});
