import { type Ontology, ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { arbitraryAnswer } from '../testing/arbitrary-answer.ts';
import { damagedValue } from '../testing/hostile-body.ts';
import { readFixture } from '../testing/read-fixture.ts';
import { answerWith } from '../testing/respond.ts';
import { v7ConnectionSchema } from './connection.ts';
import { v7Protocol } from './protocol.ts';
import { encodeRequest } from './request.ts';
import { decodeResponse } from './response.ts';
import { encodeResponse } from './server.ts';

/** The two schemas as V7 publishes them. */
const ajv = new Ajv2020({ strict: false });
const [isRequest, isResponse] = ['request', 'response'].map((which) =>
  ajv.compile(parse(readFixture(import.meta.url, `inference-${which}.schema.yaml`))),
);

const connection = v7ConnectionSchema.parse({ url: 'https://m.example' });
const row = { type: 'image', size: { width: 100, height: 100 } } as const;
const anything: Ontology = ontologySchema.parse({});

const decode = (body: string) =>
  decodeResponse(answerWith(body), row, { connection, ontology: anything, parameters: {} });

describe('the schema of answers', () => {
  const answers = arbitraryAnswer(v7Protocol, { confidence: 'always', subAnnotations: true }).map(
    ({ annotations }) => encodeResponse({ annotations }).body,
  );

  it('allows whatever a server of ours answers', () => {
    fc.assert(
      fc.property(answers, (body) => {
        expect(isResponse?.(JSON.parse(body))).toBe(true);
      }),
    );
  });

  it('refuses nothing that is read strictly, whatever is damaged', () => {
    fc.assert(
      fc.property(answers.chain(damagedValue), (body) => {
        if (decode(body).ok) expect(isResponse?.(JSON.parse(body))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['a result without label', { label: undefined }],
    ['a confidence beyond 1', { confidence: 1.0000001 }],
    ['attributes in an object', { attributes: { attributes: [] } }],
    ['a direction beside a tag', { directional_vector: { angle: 0, length: 1 } }],
    [
      'a joint left of the image',
      { tag: undefined, skeleton: { nodes: [{ x: -1, y: 0, occluded: true }] } },
    ],
  ])('refuses %s, and so do we', (_, change) => {
    const result = { name: 'a', label: 'a', confidence: 1, tag: {}, ...change };
    const body = JSON.stringify({ status: 'succeeded', results: [result] });
    expect(isResponse?.(JSON.parse(body))).toBe(false);
    expect(decode(body).ok).toBe(false);
  });
});

describe('the schema of requests', () => {
  const context = { connection, ontology: anything, parameters: { threshold: 0.5 } };
  const image = { kind: 'base64', base64: 'iVBORw0KGgoA', mediaType: 'image/png' } as const;
  const region = { id: 'r', box: { x: 1, y: 2, width: 3, height: 4 } };
  it.each([
    ['an image', { type: 'image', source: image }],
    [
      'an image by its address',
      { type: 'image', source: { kind: 'url', url: 'https://a.example' } },
    ],
    ['an image with a region', { type: 'image', source: image, region }],
    ['frames', { type: 'video', frames: [{ index: 0, timeMs: 0, source: image }] }],
  ] as const)('allows what the hub sends of %s', (_, input) => {
    const sent = encodeRequest(input, context);
    expect(isRequest?.(sent.ok && sent.value.body)).toBe(true);
  });
});
