import { ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { expect, test } from 'vitest';
import { readFixture } from '../testing/read-fixture.ts';
import { decodeRequest } from './read-request.ts';
import { encodeFailure, encodeModels, encodeResponse } from './server.ts';

const text = { type: 'text', text: 'Tom met Ann.' } as const;
const read = (body: object) => decodeRequest(JSON.stringify(body));
const user = (content: unknown) => ({ role: 'user', content });

test("the vendor's sample is read on the side of the server", () => {
  expect(decodeRequest(readFixture(import.meta.url, 'request-as-printed.json'))).toEqual({
    ok: true,
    value: {
      input: { type: 'text', text: 'Explain what an LLM is in simple terms.' },
      parameters: {
        system_prompt: 'You are a helpful assistant.',
        temperature: 0.7,
        max_tokens: 150,
      },
    },
    warnings: [],
  });
});

test('a text may come in several parts', () => {
  const content = [
    { type: 'text', text: 'A ' },
    { type: 'text', text: 'row.' },
  ];
  expect(read({ messages: [user(content)] })).toMatchObject({
    value: { input: { type: 'text', text: 'A row.' } },
  });
});

test.each([
  [
    'a data URL',
    { url: 'data:image/png;base64,iVBORw0KGgo=', detail: 'low' },
    { kind: 'base64', base64: 'iVBORw0KGgo=', mediaType: 'image/png' },
  ],
  [
    'an address',
    { url: 'https://a.example/1.png' },
    { kind: 'url', url: 'https://a.example/1.png' },
  ],
  ['a bare address', 'https://a.example/1.png', { kind: 'url', url: 'https://a.example/1.png' }],
])('an image may come as %s', (_, image_url, source) => {
  expect(read({ messages: [user([{ type: 'image_url', image_url }])] })).toMatchObject({
    ok: true,
    value: { input: { type: 'image', source } },
  });
});

test('several messages, or an image with words, are a conversation', () => {
  const messages = [
    { role: 'developer', content: 'Be brief.' },
    { role: 'system', content: 'Be kind.' },
    user([
      { type: 'text', text: 'What?' },
      { type: 'image_url', image_url: { url: 'https://a.example/1' } },
    ]),
    { role: 'assistant', content: null, tool_calls: [{}] },
    { role: 'tool', content: '7' },
    { role: 'assistant', content: 'A box.' },
  ];
  expect(read({ messages })).toMatchObject({
    value: {
      input: {
        type: 'conversational',
        turns: [
          { role: 'user', parts: [{ type: 'text', text: 'What?' }, { type: 'image' }] },
          { role: 'assistant', parts: [{ type: 'text', text: 'A box.' }] },
        ],
      },
      parameters: { system_prompt: 'Be brief.\n\nBe kind.' },
    },
    warnings: [
      { code: 'FIELD_IGNORED', pointer: '/messages/3' },
      { code: 'FIELD_IGNORED', pointer: '/messages/4' },
    ],
  });
});

test('every further field is a parameter, in the form in which a hub sends it', () => {
  const sent = {
    max_completion_tokens: 5,
    stop: 'END',
    seed: 3,
    top_p: null,
    threshold: 0.5,
    user: 'me',
    metadata: {},
    response_format: { type: 'json_object' },
  };
  expect(read({ messages: [user('x')], ...sent })).toMatchObject({
    value: { parameters: { max_tokens: 5, stop: ['END'], seed: 3, threshold: 0.5 } },
  });
  const parameters = read({ messages: [user('x')], ...sent });
  expect(Object.keys(parameters.ok ? parameters.value.parameters : {}).toSorted()).toEqual([
    'max_tokens',
    'seed',
    'stop',
    'threshold',
  ]);
});

test('a stream is asked for by its own field, with its usage or without', () => {
  const messages = [user('x')];
  expect(read({ messages, stream: true })).toMatchObject({
    value: { stream: { includeUsage: false } },
  });
  expect(read({ messages, stream: true, stream_options: { include_usage: true } })).toMatchObject({
    value: { stream: { includeUsage: true } },
  });
  expect(read({ messages, stream: false })).not.toHaveProperty('value.stream');
});

test('what a server of labels does not do is said', () => {
  expect(read({ messages: [user('x')], tools: [{}], logprobs: true })).toMatchObject({
    value: { parameters: {} },
    warnings: [
      { code: 'FIELD_IGNORED', pointer: '/tools' },
      { code: 'FIELD_IGNORED', pointer: '/logprobs' },
    ],
  });
});

test.each([
  ['no messages', { messages: [] }, '/messages'],
  ['no message of a user', { messages: [{ role: 'system', content: 'x' }] }, '/messages'],
  ['several answers wanted', { messages: [user('x')], n: 2 }, '/n'],
  [
    'sound',
    { messages: [user([{ type: 'text', text: 'x' }, { type: 'input_audio' }])] },
    '/messages/0/content/1',
  ],
  [
    'an image that is none',
    { messages: [user([{ type: 'image_url', image_url: { url: 'file:///etc/passwd' } }])] },
    '/messages/0/content/0/image_url',
  ],
])('a request with %s is refused with its place', (_, body, place) => {
  expect(read(body)).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_INVALID', message: expect.stringContaining(place) },
  });
});

test('an answer is written with what it cost, where that is known', () => {
  const ontology = ontologySchema.parse({ classifications: [{ kind: 'free_text', name: 'a' }] });
  const words = { kind: 'free_text', class: 'a', confidence: null, text: 'Hi' } as const;
  const usage = { promptTokens: 3, completionTokens: 1, totalTokens: 4 };
  const body = (answer: object) =>
    JSON.parse(encodeResponse({ annotations: [words], ...answer }, text, ontology).body);
  expect(body({ usage })).toMatchObject({
    usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 },
  });
  expect(body({})).not.toHaveProperty('usage');
});

test('a server cannot answer with what is no answer to the ontology', () => {
  const summary = ontologySchema.parse({ classifications: [{ kind: 'free_text', name: 'a' }] });
  const mood = ontologySchema.parse({
    tools: [{ kind: 'entity', name: 'person' }],
    classifications: [{ kind: 'radio', name: 'mood', options: [{ value: 'good' }] }],
  });
  const tag = { kind: 'tag', class: 'x', confidence: null } as const;
  const nothing = {
    kind: 'entity',
    class: 'person',
    confidence: null,
    start: 1,
    end: 1,
    text: '',
  } as const;
  const good = { kind: 'radio', class: 'mood', confidence: null, option: 'good' } as const;
  for (const response of [
    encodeResponse({ annotations: [] }, text, summary),
    encodeResponse({ annotations: [tag] }, text, mood),
    encodeResponse({ annotations: [nothing] }, text, mood),
    encodeResponse({ annotations: [good, good] }, text, mood),
  ]) {
    expect(response.status).toBe(500);
    expect(JSON.parse(response.body)).toMatchObject({ error: { code: 'MODEL_ANSWER_INVALID' } });
  }
});

test.each([
  ['AUTH_REQUIRED', 401, { type: 'authentication_error', code: 'invalid_api_key' }],
  ['AUTH_FORBIDDEN', 403, { type: 'permission_error' }],
  ['INPUT_PARAMETERS_INVALID', 422, { type: 'invalid_request_error', param: null }],
  ['MODEL_SERVER_ERROR', 500, { type: 'server_error' }],
  ['MODEL_REPORTED_FAILURE', 422, { type: 'invalid_request_error' }],
  ['MODEL_OVERLOADED', 429, { type: 'rate_limit_error' }],
] as const)('the problem %s is written as OpenAI writes errors', (code, status, error) => {
  const response = encodeFailure({ code, message: 'No.' });
  expect(response.status).toBe(status);
  expect(JSON.parse(response.body)).toMatchObject({ error: { message: 'No.', ...error } });
});

test('the served model is listed', () => {
  expect(JSON.parse(encodeModels('vowels').body)).toEqual({
    object: 'list',
    data: [{ id: 'vowels', object: 'model', created: 0, owned_by: 'patchbay' }],
  });
});
