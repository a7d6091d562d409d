import { type Ontology, ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { expect, test } from 'vitest';
import { readFixture } from '../testing/read-fixture.ts';
import { openAiChatConnectionSchema } from './connection.ts';
import { encodeRequest } from './request.ts';
import { decodeRequest } from './server.ts';

const summary = ontologySchema.parse({ classifications: [{ kind: 'free_text', name: 'summary' }] });
const questions = ontologySchema.parse({
  classifications: [
    { kind: 'radio', name: 'mood', options: [{ value: 'good' }, { value: 'bad' }] },
    {
      kind: 'checklist',
      name: 'topics',
      options: [{ value: 'work' }],
      instructions: 'All that apply.',
    },
    { kind: 'free_text', name: 'why' },
  ],
});

function encode(parameters = {}, connection = {}, ontology: Ontology = summary) {
  const url = 'https://m.example/v1';
  return encodeRequest(
    { type: 'text', text: 'A row.' },
    {
      connection: openAiChatConnectionSchema.parse({ url, model: 'tgi', ...connection }),
      ontology,
      parameters,
    },
  );
}

test("the request has the shape of the vendor's sample", () => {
  const sample = JSON.parse(readFixture(import.meta.url, 'request-as-printed.json'));
  const [system, user] = sample.messages;
  const connection = {
    url: 'https://m.example/v1',
    exactUrl: false,
    model: 'tgi',
    systemPrompt: system.content,
  };
  const request = encodeRequest(
    { type: 'text', text: user.content },
    { connection, ontology: summary, parameters: { temperature: 0.7, max_tokens: 150 } },
  );
  expect(request).toMatchObject({
    ok: true,
    value: { method: 'POST', url: 'https://m.example/v1/chat/completions' },
  });
  expect(request.ok && request.value.body).toEqual(sample);
});

test('for one free text nothing is asked but the text', () => {
  expect(encode()).toMatchObject({
    value: { body: { model: 'tgi', messages: [{ role: 'user', content: 'A row.' }] } },
  });
});

test('for other questions the system message says how to answer them', () => {
  const request = encode({ system_prompt: 'Be brief.' }, {}, questions);
  expect(request).toMatchObject({
    value: {
      body: {
        messages: [
          {
            role: 'system',
            content: [
              'Be brief.',
              '',
              'Answer with one JSON object and nothing else.',
              'Its keys and their values are:',
              '- "mood": exactly one of the strings "good", "bad".',
              '- "topics": an array of none, some or all of the strings "work". All that apply.',
              '- "why": a string.',
              'Leave out a key that you cannot answer.',
            ].join('\n'),
          },
          { role: 'user', content: 'A row.' },
        ],
      },
    },
  });
});

test('what the run sets takes the place of what the connection says', () => {
  const connection = { temperature: 1, maxTokens: 64, systemPrompt: 'Be kind.' };
  expect(encode({}, connection)).toMatchObject({
    value: { body: { temperature: 1, max_tokens: 64, messages: [{ content: 'Be kind.' }, {}] } },
  });
  const parameters = { temperature: 0, max_tokens: 8, system_prompt: 'Be brief.' };
  expect(encode(parameters, connection)).toMatchObject({
    value: { body: { temperature: 0, max_tokens: 8, messages: [{ content: 'Be brief.' }, {}] } },
  });
});

test.each([
  ['a parameter of no chat', { threshold: 0.5 }],
  ['a stream', { stream: true }],
  ['messages', { messages: [] }],
  ['a temperature in words', { temperature: 'warm' }],
])('%s is refused, not sent or dropped', (_, parameters) => {
  expect(encode(parameters)).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_PARAMETERS_INVALID' },
  });
});

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

test('the content of a message may be a list of parts', () => {
  const content = [
    { type: 'text', text: 'A ' },
    { type: 'text', text: 'row.' },
  ];
  const body = { model: 'x', messages: [{ role: 'user', content }], max_completion_tokens: 5 };
  expect(decodeRequest(JSON.stringify(body))).toMatchObject({
    value: { input: { text: 'A row.' }, parameters: { max_tokens: 5 } },
  });
});

test('a stream is asked for by its own field, with its usage or without', () => {
  const messages = [{ role: 'user', content: 'x' }];
  const read = (body: object) => decodeRequest(JSON.stringify({ messages, ...body }));
  expect(read({ stream: true })).toMatchObject({ value: { stream: { includeUsage: false } } });
  expect(read({ stream: true, stream_options: { include_usage: true } })).toMatchObject({
    value: { stream: { includeUsage: true } },
  });
  expect(read({ stream: false })).not.toHaveProperty('value.stream');
});

test.each([
  ['no messages', { messages: [] }, '/messages'],
  ['no message of a user', { messages: [{ role: 'system', content: 'x' }] }, '/messages'],
  [
    'an image beside the text',
    { messages: [{ role: 'user', content: [{ type: 'text', text: 'x' }, { type: 'image_url' }] }] },
    '/messages/0/content/1',
  ],
])('a request with %s is refused with its place', (_, body, place) => {
  expect(decodeRequest(JSON.stringify(body))).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_INVALID', message: expect.stringContaining(place) },
  });
});
