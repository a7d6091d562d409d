import { ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { expect, test } from 'vitest';
import type { ModelInput } from '../model-input.ts';
import { readFixture } from '../testing/read-fixture.ts';
import { foundryConnectionSchema } from './connection.ts';
import { encodeRequest } from './request.ts';
import { decodeRequest } from './server.ts';

const ontology = ontologySchema.parse({
  tools: [{ kind: 'mask', name: 'cat' }],
  classifications: [
    { kind: 'radio', name: 'mood', options: [{ value: 'good', label: 'Good' }] },
    { kind: 'free_text', name: 'why', instructions: 'Say why.' },
  ],
});
const text: ModelInput = { type: 'text', text: 'A row.' };

function encode(input: ModelInput, parameters = {}, connection = {}) {
  const url = 'https://models.example.com/predict';
  return encodeRequest(input, {
    connection: foundryConnectionSchema.parse({ url, ...connection }),
    ontology,
    parameters,
  });
}

test('the prompt and the row are parts of one message of the user, after the system prompt', () => {
  const parameters = { system_prompt: 'Be brief.', prompt: 'What is this?', threshold: 0.5 };
  expect(encode(text, parameters)).toMatchObject({
    ok: true,
    value: {
      method: 'POST',
      url: 'https://models.example.com/predict',
      body: {
        prompt: [
          { role: 'system', parts: [{ text: 'Be brief.' }] },
          { role: 'user', parts: [{ text: 'What is this?' }, { text: 'A row.' }] },
        ],
        inference_params: parameters,
      },
    },
  });
});

test('the ontology is sent in the words of the vendor', () => {
  expect(encode(text)).toMatchObject({
    value: {
      body: {
        ontology: {
          tools: [{ tool: 'raster-segmentation', name: 'cat' }],
          classifications: [
            {
              type: 'radio',
              name: 'mood',
              instructions: 'mood',
              options: [{ value: 'good', label: 'Good' }],
            },
            { type: 'text', name: 'why', instructions: 'Say why.', options: [] },
          ],
        },
      },
    },
  });
});

test('the sample shape alone can be asked for', () => {
  expect(encode(text, { prompt: 'Hm?' }, { strictSampleShape: true })).toMatchObject({
    value: { body: { prompt: [{ role: 'user' }] } },
  });
  const request = encode(text, { prompt: 'Hm?' }, { strictSampleShape: true });
  expect(request.ok && Object.keys(request.value.body ?? {})).toEqual(['prompt']);
});

test('the maximum of tokens is sent where the run sets none', () => {
  const sent = (parameters: object) => encode(text, parameters, { maxTokens: 64 });
  expect(sent({})).toMatchObject({ value: { body: { inference_params: { max_tokens: 64 } } } });
  expect(sent({ max_tokens: 8 })).toMatchObject({
    value: { body: { inference_params: { max_tokens: 8 } } },
  });
});

test('an image is sent as base64, never as an address', () => {
  const source = { kind: 'base64', base64: '/9j/', mediaType: 'image/jpeg' } as const;
  expect(encode({ type: 'image', source })).toMatchObject({
    value: { body: { prompt: [{ role: 'user', parts: [{ image: '/9j/' }] }] } },
  });
  const address = { kind: 'url', url: 'https://assets.example.com/1.jpg' } as const;
  expect(encode({ type: 'image', source: address })).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_DATA_ROW_UNSUPPORTED' },
  });
});

test("the vendor's sample request is read: its image is the row, and its second text is named", () => {
  const sample = readFixture(import.meta.url, 'request-as-printed.json');
  expect(decodeRequest(sample.replace('base64_encoded_image_string', '/9j/4AAQ'))).toMatchObject({
    ok: true,
    value: {
      input: { type: 'image', source: { base64: '/9j/4AAQ', mediaType: 'image/jpeg' } },
      parameters: {
        system_prompt: 'Start each sentence with three equal signs ===',
        prompt: 'what is in this text and image?',
      },
    },
    warnings: [{ code: 'FIELD_IGNORED', pointer: '/prompt/1/parts/1' }],
  });
  expect(decodeRequest(sample)).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_INVALID', details: { pointer: '/prompt/1/parts/2/image' } },
  });
});

test.each([
  ['no prompt', {}, '/prompt'],
  ['no message of a user', { prompt: [{ role: 'system', parts: [{ text: 'x' }] }] }, '/prompt'],
  ['an unknown role', { prompt: [{ role: 'robot', parts: [{ text: 'x' }] }] }, '/prompt/0/role'],
  ['an empty part', { prompt: [{ role: 'user', parts: [{}] }] }, '/prompt/0/parts'],
])('a request with %s is refused with its place', (_, body, place) => {
  expect(decodeRequest(JSON.stringify(body))).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_INVALID', message: expect.stringContaining(place) },
  });
});
