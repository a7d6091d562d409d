import { type Ontology, ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { expect, test } from 'vitest';
import type { ModelInput } from '../model-input.ts';
import { readFixture } from '../testing/read-fixture.ts';
import { openAiChatConnectionSchema } from './connection.ts';
import { encodeRequest } from './request.ts';

const summary = ontologySchema.parse({ classifications: [{ kind: 'free_text', name: 'summary' }] });
const mood = ontologySchema.parse({
  classifications: [{ kind: 'radio', name: 'mood', options: [{ value: 'good' }] }],
});
const text: ModelInput = { type: 'text', text: 'A row.' };
const image = { kind: 'base64', base64: 'iVBORw0KGgo=', mediaType: 'image/png' } as const;

interface Asked {
  connection?: object;
  parameters?: object;
  ontology?: Ontology;
  input?: ModelInput;
}

function encode({ connection, parameters, ontology = summary, input = text }: Asked = {}) {
  return encodeRequest(input, {
    connection: openAiChatConnectionSchema.parse({
      url: 'https://m.example/v1',
      model: 'tgi',
      ...connection,
    }),
    ontology,
    parameters: { ...parameters },
  });
}

/** The body of a request that can be written. */
function bodyOf(asked: Asked) {
  const request = encode(asked);
  return request.ok ? request.value.body : request.problem;
}

test("the request has the shape of the vendor's sample", () => {
  const sample = JSON.parse(readFixture(import.meta.url, 'request-as-printed.json'));
  const [system, user] = sample.messages;
  const request = encode({
    input: { type: 'text', text: user.content },
    connection: { systemPrompt: system.content },
    parameters: { temperature: 0.7, max_tokens: 150 },
  });
  expect(request).toMatchObject({
    ok: true,
    value: { method: 'POST', url: 'https://m.example/v1/chat/completions' },
  });
  expect(request.ok && request.value.body).toEqual(sample);
});

test('a stream is never asked for (ambiguity 32)', () => {
  expect(bodyOf({})).not.toHaveProperty('stream');
  expect(encode({ parameters: { stream: true } })).toMatchObject({
    problem: { code: 'INPUT_PARAMETERS_INVALID' },
  });
  const connection = { url: 'https://m.example', model: 'm', extraBody: { stream: true } };
  expect(openAiChatConnectionSchema.safeParse(connection).success).toBe(false);
});

test('the name that is sent is a field of its own (ambiguity 38)', () => {
  expect(bodyOf({ connection: { model: 'NousResearch/Nous-Hermes-2' } })).toMatchObject({
    model: 'NousResearch/Nous-Hermes-2',
  });
});

test('for one free text nothing is asked but the text', () => {
  expect(bodyOf({})).toEqual({ model: 'tgi', messages: [{ role: 'user', content: 'A row.' }] });
});

test('what the run sets takes the place of what the connection says', () => {
  const connection = {
    temperature: 1,
    maxTokens: 64,
    systemPrompt: 'Be kind.',
    extraBody: { top_p: 0.5, seed: 1, top_k: 40 },
  };
  const own = { temperature: 1, max_tokens: 64, top_p: 0.5, seed: 1, top_k: 40 };
  expect(bodyOf({ connection })).toMatchObject({ ...own, messages: [{ content: 'Be kind.' }, {}] });
  const parameters = {
    temperature: 0,
    max_tokens: 8,
    system_prompt: 'Be brief.',
    seed: 2,
    top_k: 1,
    frequency_penalty: 0.5,
    presence_penalty: -1,
  };
  const { system_prompt: _, ...set } = parameters;
  expect(bodyOf({ connection, parameters })).toMatchObject({
    ...set,
    top_p: 0.5,
    messages: [{ content: 'Be brief.' }, {}],
  });
});

test('a limit may be sent as max_completion_tokens, to chat completions alone', () => {
  const connection = { maxTokens: 9, maxTokensField: 'max_completion_tokens' };
  expect(bodyOf({ connection })).toMatchObject({ max_completion_tokens: 9 });
  expect(bodyOf({ connection })).not.toHaveProperty('max_tokens');
  expect(bodyOf({ connection: { ...connection, api: 'completions' } })).toMatchObject({
    max_tokens: 9,
  });
});

test.each([
  ['END', ['END']],
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
])('stop is sent as a list, which TGI alone takes: %j', (stop, sent) => {
  expect(bodyOf({ parameters: { stop } })).toMatchObject({ stop: sent });
});

test.each([
  ['a parameter of no chat', { threshold: 0.5 }, /"threshold" is no parameter.*extraBody/],
  ['messages', { messages: [] }, /"messages"/],
  ['a temperature in words', { temperature: 'warm' }, /\/temperature/],
  ['a key that is no parameter of anything', JSON.parse('{"__proto__": 1}'), /__proto__/],
])('%s is refused, not sent or dropped', (_, parameters, message) => {
  expect(encode({ parameters })).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_PARAMETERS_INVALID', message: expect.stringMatching(message) },
  });
});

test.each([
  ['a field that has a setting of its own', { temperature: 1 }, /"temperature" cannot be set here/],
  ['several answers', { n: 2 }, /one answer/],
  ['sampling out of its range', { top_p: 7 }, /top_p|1/],
])('%s is refused among the other fields of a connection', (_, extraBody, message) => {
  const connection = { url: 'https://m.example', model: 'm', extraBody };
  const read = openAiChatConnectionSchema.safeParse(connection);
  expect(read.error?.issues[0]?.message).toMatch(message);
});

test('an image is a part of a message, in a data URL or by its address', () => {
  const url = 'https://hub.example/assets/1';
  const content = (asked: Asked) => ({ messages: [{ role: 'user', content: asked }] });
  expect(bodyOf({ input: { type: 'image', source: image } })).toMatchObject(
    content([
      { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } },
    ] as object),
  );
  expect(
    bodyOf({
      input: { type: 'image', source: { kind: 'url', url } },
      connection: { imageDelivery: 'hub-url', imageDetail: 'low' },
    }),
  ).toMatchObject(content([{ type: 'image_url', image_url: { url, detail: 'low' } }] as object));
});

test('a page is sent as a text, a conversation as its turns, a video as its frames in order', () => {
  expect(bodyOf({ input: { type: 'html', html: '<p>Hi</p>' } })).toMatchObject({
    messages: [{ role: 'user', content: '<p>Hi</p>' }],
  });
  const turns = [
    {
      role: 'user',
      parts: [
        { type: 'text', text: 'What is this?' },
        { type: 'image', source: image },
      ],
    },
    { role: 'assistant', parts: [{ type: 'text', text: 'A pallet.' }] },
  ] as const;
  expect(bodyOf({ input: { type: 'conversational', turns } })).toMatchObject({
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'What is this?' }, { type: 'image_url' }] },
      { role: 'assistant', content: 'A pallet.' },
    ],
  });
  const frames = [
    { index: 0, timeMs: 0, source: image },
    { index: 12, timeMs: 500, source: image },
  ];
  expect(bodyOf({ input: { type: 'video', frames } })).toMatchObject({
    messages: [
      {
        content: [
          { text: 'Frame 0 at 0 s:' },
          { type: 'image_url' },
          { text: 'Frame 12 at 0.5 s:' },
          { type: 'image_url' },
        ],
      },
    ],
  });
});

test('a video without frames cannot be sent', () => {
  expect(
    encode({ input: { type: 'video', frames: [], url: 'https://a.example/v.mp4' } }),
  ).toMatchObject({
    problem: { code: 'INPUT_DATA_ROW_UNSUPPORTED' },
  });
});

test('legacy completions are sent one prompt, and texts alone (ambiguity 39)', () => {
  const connection = { api: 'completions', systemPrompt: 'Say the mood.' };
  expect(encode({ connection })).toMatchObject({
    value: {
      url: 'https://m.example/v1/completions',
      body: { model: 'tgi', prompt: 'Say the mood.\n\nA row.' },
    },
  });
  const labelled = bodyOf({ connection, ontology: mood });
  expect(labelled).toMatchObject({
    prompt: expect.stringMatching(/^Say the mood\.\n\nAnswer with one JSON.*\n\nA row\.$/s),
  });
  expect(labelled).not.toHaveProperty('response_format');
  expect(encode({ connection, input: { type: 'image', source: image } })).toMatchObject({
    problem: { code: 'INPUT_DATA_ROW_UNSUPPORTED', message: expect.stringContaining('"chat"') },
  });
});

test('a row about which nothing of the ontology can be asked is not sent', () => {
  const people = ontologySchema.parse({ tools: [{ kind: 'entity', name: 'Person' }] });
  expect(encode({ ontology: people, input: { type: 'image', source: image } })).toMatchObject({
    ok: false,
    problem: {
      code: 'INPUT_DATA_ROW_UNSUPPORTED',
      message: expect.stringContaining('entity about a row of type image'),
    },
  });
  expect(encode({ ontology: people })).toMatchObject({ ok: true });
});
