import type { Json } from '@patchbay/core/json.ts';
import { ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { expect, test } from 'vitest';
import type { ModelInput } from '../model-input.ts';
import { foundryConnectionSchema } from './connection.ts';
import { encodeRequest } from './request.ts';

const ontology = ontologySchema.parse({
  tools: [
    {
      kind: 'mask',
      name: 'cat',
      classifications: [
        {
          kind: 'checklist',
          name: 'coat',
          options: [
            { value: 'striped', classifications: [{ kind: 'free_text', name: 'colours' }] },
          ],
        },
      ],
    },
    { kind: 'polygon', name: 'a' },
    { kind: 'point', name: 'b' },
    { kind: 'line', name: 'c' },
    { kind: 'relation', name: 'd' },
    { kind: 'ellipse', name: 'not of this contract' },
  ],
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

test('the prompt and the row are parts of one message of the user, after the system prompt (ambiguity 35)', () => {
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

test('the ontology is sent whole, in the words of the vendor (ambiguity 9)', () => {
  expect(encode(text)).toMatchObject({
    value: {
      body: {
        ontology: {
          tools: [
            {
              tool: 'raster-segmentation',
              name: 'cat',
              color: null,
              classifications: [
                {
                  type: 'checklist',
                  name: 'coat',
                  instructions: 'coat',
                  options: [
                    {
                      value: 'striped',
                      label: 'striped',
                      options: [
                        { type: 'text', name: 'colours', instructions: 'colours', options: [] },
                      ],
                    },
                  ],
                },
              ],
            },
            { tool: 'polygon', name: 'a', color: null, classifications: [] },
            { tool: 'point', name: 'b', color: null, classifications: [] },
            { tool: 'line', name: 'c', color: null, classifications: [] },
            { tool: 'edge', name: 'd', color: null, classifications: [] },
          ],
          classifications: [
            {
              type: 'radio',
              name: 'mood',
              instructions: 'mood',
              options: [{ value: 'good', label: 'Good', options: [] }],
            },
            { type: 'text', name: 'why', instructions: 'Say why.', options: [] },
          ],
        },
      },
    },
  });
});

test('the sample shape alone can be asked for (ambiguity 9)', () => {
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

test('the sample shape has no place for the maximum of tokens', () => {
  const request = encode(text, {}, { strictSampleShape: true, maxTokens: 64 });
  expect(request.ok && JSON.stringify(request.value.body)).not.toContain('max_tokens');
});

test('an image is sent as base64, never as an address (ambiguity 35)', () => {
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

const picture = { kind: 'base64', base64: '/9j/', mediaType: 'image/jpeg' } as const;
const second = { ...picture, base64: '/9j/AAAA' };

/** The body of a request that can be written. */
function bodyOf(...parts: Parameters<typeof encode>): Json {
  const request = encode(...parts);
  if (!request.ok) throw new Error(request.problem.message);
  return request.value.body ?? null;
}

test('a page is sent as its source, and the row is said to be a page', () => {
  const page: ModelInput = { type: 'html', html: '<p>Hi</p>' };
  expect(bodyOf(page, { prompt: 'Sum it up.' })).toMatchObject({
    prompt: [{ role: 'user', parts: [{ text: 'Sum it up.' }, { text: '<p>Hi</p>' }] }],
    data_row: { type: 'html', message: 0, part: 1 },
  });
});

test('the turns of a conversation stand between the system prompt and the prompt (ambiguity 35)', () => {
  const conversation: ModelInput = {
    type: 'conversational',
    turns: [
      {
        role: 'user',
        parts: [
          { type: 'text', text: 'Is this a cat?' },
          { type: 'image', source: picture },
        ],
      },
      { role: 'assistant', parts: [{ type: 'text', text: 'It is a dog.' }] },
    ],
  };
  const turns = [
    { role: 'user', parts: [{ text: 'Is this a cat?' }, { image: '/9j/' }] },
    { role: 'assistant', parts: [{ text: 'It is a dog.' }] },
  ];
  expect(bodyOf(conversation, {}, { strictSampleShape: true })).toEqual({ prompt: turns });
  const parameters = { system_prompt: 'Be brief.', prompt: 'Was the answer polite?' };
  expect(bodyOf(conversation, parameters)).toMatchObject({
    prompt: [
      { role: 'system', parts: [{ text: 'Be brief.' }] },
      ...turns,
      { role: 'user', parts: [{ text: 'Was the answer polite?' }] },
    ],
    data_row: { type: 'conversational', message: 1, turns: 2 },
  });
});

test('a video is sent as its frames in order, with their numbers and times beside them', () => {
  const video: ModelInput = {
    type: 'video',
    frames: [
      { index: 0, timeMs: 0, source: picture },
      { index: 50, timeMs: 2000, source: second },
    ],
  };
  const parts = [{ image: '/9j/' }, { image: '/9j/AAAA' }];
  expect(bodyOf(video)).toMatchObject({
    prompt: [{ role: 'user', parts }],
    data_row: {
      type: 'video',
      message: 0,
      part: 0,
      frames: [
        { index: 0, time_ms: 0 },
        { index: 50, time_ms: 2000 },
      ],
    },
  });
  expect(bodyOf(video, {}, { strictSampleShape: true })).toEqual({
    prompt: [{ role: 'user', parts }],
  });
});

test.each([
  ['use_image_attachments', [{ image: '/9j/AAAA' }]],
  ['use_text_attachments', [{ text: 'A note.' }]],
  ['use_attachments', [{ text: 'A note.' }, { image: '/9j/AAAA' }]],
  ['use_other_things', []],
])('attachments follow the row where %s is true (ambiguity 35)', (name, attached) => {
  const input: ModelInput = {
    type: 'image',
    source: picture,
    attachments: [
      { type: 'text', text: 'A note.' },
      { type: 'image', source: second },
    ],
  };
  const parts = [{ text: 'Hm?' }, { image: '/9j/' }];
  expect(bodyOf(input, { prompt: 'Hm?', [name]: true })).toMatchObject({
    prompt: [{ role: 'user', parts: [...parts, ...attached] }],
    data_row: {
      type: 'image',
      part: 1,
      ...(attached.length > 0 && { attachments: attached.length }),
    },
  });
  for (const value of [false, 'true', 1]) {
    expect(bodyOf(input, { prompt: 'Hm?', [name]: value })).toMatchObject({ prompt: [{ parts }] });
  }
});

test('a marked region is sent beside the prompt, and never lost in silence', () => {
  const box = { x: 1, y: 2, width: 3, height: 4 };
  const input: ModelInput = { type: 'image', source: picture, region: { id: 'r1', box } };
  expect(bodyOf(input)).toMatchObject({ data_row: { region: { id: 'r1', box: [1, 2, 3, 4] } } });
  expect(encode(input, {}, { strictSampleShape: true })).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_DATA_ROW_UNSUPPORTED' },
  });
});

test.each<[string, ModelInput, RegExp]>([
  [
    'a video without frames',
    { type: 'video', frames: [], url: 'https://x.example/v' },
    /no frames/,
  ],
  ['a conversation without turns', { type: 'conversational', turns: [] }, /no turns/],
  ['a turn of nothing', { type: 'conversational', turns: [{ role: 'user', parts: [] }] }, /empty/],
])('%s cannot be sent', (_, input, reason) => {
  expect(encode(input)).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_DATA_ROW_UNSUPPORTED', message: expect.stringMatching(reason) },
  });
});
