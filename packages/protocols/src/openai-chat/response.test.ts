import { type Ontology, ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { describe, expect, test } from 'vitest';
import { readFixture } from '../testing/read-fixture.ts';
import { answerWith } from '../testing/respond.ts';
import { openAiChatConnectionSchema } from './connection.ts';
import { decodeResponse } from './response.ts';
import { encodeResponse } from './server.ts';

const connection = openAiChatConnectionSchema.parse({ url: 'https://m.example', model: 'tgi' });
const summary = ontologySchema.parse({ classifications: [{ kind: 'free_text', name: 'summary' }] });
const questions = ontologySchema.parse({
  classifications: [
    { kind: 'radio', name: 'mood', options: [{ value: 'good' }, { value: 'bad' }] },
    { kind: 'checklist', name: 'topics', options: [{ value: 'work' }, { value: 'play' }] },
    { kind: 'free_text', name: 'why' },
  ],
});

function decode(body: unknown, ontology: Ontology = summary) {
  const context = { connection, ontology, parameters: {} };
  return decodeResponse(answerWith(body), { type: 'text', text: 'A row.' }, context);
}

function completion(content: unknown, choice: object = {}, message: object = {}) {
  return {
    model: 'm-1',
    choices: [
      {
        index: 0,
        finish_reason: 'stop',
        message: { role: 'assistant', content, ...message },
        ...choice,
      },
    ],
  };
}

describe("the vendor's sample", () => {
  const answer = {
    annotations: [
      {
        kind: 'free_text',
        class: 'summary',
        confidence: null,
        text: expect.stringMatching(/^An LLM, or/),
      },
    ],
    reportedVersion: 'your-model-name',
  };

  test('as printed has comments and is read with a warning', () => {
    expect(decode(readFixture(import.meta.url, 'response-as-printed.txt'))).toMatchObject({
      ok: true,
      value: answer,
      warnings: [{ code: 'JSON_COMMENTS' }],
    });
  });

  test('corrected is read without one', () => {
    const read = decode(readFixture(import.meta.url, 'response-corrected.json'));
    expect(read).toEqual({ ok: true, value: answer, warnings: [] });
  });
});

test('for one free text the content is the answer, even where it looks like JSON', () => {
  expect(decode(completion('{"mood": "good"}'))).toMatchObject({
    value: { annotations: [{ class: 'summary', text: '{"mood": "good"}' }] },
    warnings: [],
  });
});

test('without an ontology the words are kept under a class of their own', () => {
  expect(decode(completion('Words.'), ontologySchema.parse({}))).toMatchObject({
    ok: true,
    value: {
      annotations: [{ kind: 'free_text', class: 'answer', unknownClass: true, text: 'Words.' }],
    },
    warnings: [{ code: 'CLASS_UNKNOWN' }],
  });
});

test('for other questions the content is JSON that answers them', () => {
  const json = { mood: 'good', topics: ['work', 'play'], why: 'It says so.' };
  expect(decode(completion(JSON.stringify(json)), questions)).toMatchObject({
    ok: true,
    value: {
      annotations: [
        { kind: 'radio', class: 'mood', option: 'good' },
        { kind: 'checklist', class: 'topics', options: ['work', 'play'] },
        { kind: 'free_text', class: 'why', text: 'It says so.' },
      ],
    },
    warnings: [],
  });
});

test.each([
  [
    'a code fence',
    'Here it is:\n```json\n{"mood": "good"}\n```\nAnything else?',
    ['JSON_UNWRAPPED'],
  ],
  ['comments', '{"mood": "good", /* sure */}', ['JSON_COMMENTS']],
  ['another case', '{"Mood": "GOOD"}', ['CLASS_NORMALISED', 'OPTION_NORMALISED']],
])('%s around the answer is read with a warning', (_, content, codes) => {
  const read = decode(completion(content), questions);
  expect(read).toMatchObject({ ok: true, value: { annotations: [{ option: 'good' }] } });
  expect(read.ok && read.warnings.map((warning) => warning.code).toSorted()).toEqual(codes);
});

test.each([
  ['kept where its form says what it is', { zebra: 'words' }, 'CLASS_UNKNOWN', 1],
  ['left out where it does not', { zebra: 7 }, 'FIELD_IGNORED', 0],
])('an answer to what was not asked is %s', (_, json, code, count) => {
  const read = decode(completion(JSON.stringify(json)), questions);
  expect(read).toMatchObject({ ok: true, warnings: [{ code }] });
  expect(read.ok && read.value.annotations).toHaveLength(count);
});

describe('what is no answer fails its item', () => {
  test.each([
    [
      'a refusal',
      completion(null, {}, { refusal: 'I cannot.' }),
      'MODEL_REFUSED_CONTENT',
      /I cannot/,
    ],
    [
      'a content filter',
      completion('', { finish_reason: 'content_filter' }),
      'MODEL_REFUSED_CONTENT',
      /filter/,
    ],
    [
      'a cut answer',
      completion('An LL', { finish_reason: 'length' }),
      'MODEL_OUTPUT_TRUNCATED',
      /limit/,
    ],
    ['no content', completion(null), 'MODEL_RESPONSE_INVALID', /content is null/],
    [
      'the call of a tool',
      completion(null, {}, { tool_calls: [{}] }),
      'MODEL_RESPONSE_INVALID',
      /calls a tool/,
    ],
    [
      'the call of a tool beside empty content',
      completion('', { finish_reason: 'tool_calls' }, { tool_calls: [{}] }),
      'MODEL_RESPONSE_INVALID',
      /calls a tool/,
    ],
    [
      'a refusal as a part',
      completion([{ type: 'refusal', refusal: 'I cannot.' }]),
      'MODEL_REFUSED_CONTENT',
      /I cannot/,
    ],
    [
      'parts without a text',
      completion([{ type: 'image_url' }]),
      'MODEL_RESPONSE_INVALID',
      /none of its parts/,
    ],
    [
      'more choices than were asked for',
      { choices: [...completion('One.').choices, ...completion('Other.').choices] },
      'MODEL_RESPONSE_INVALID',
      /\/choices .*one choice/,
    ],
    ['no choices', { choices: [] }, 'MODEL_RESPONSE_INVALID', /\/choices/],
    [
      'an error with 200',
      { error: { message: 'overloaded' } },
      'MODEL_REPORTED_FAILURE',
      /overloaded/,
    ],
    [
      'an error as TGI writes it',
      { error: 'too long', error_type: 'validation' },
      'MODEL_REPORTED_FAILURE',
      /too long/,
    ],
    ['an error without words', { error: {} }, 'MODEL_REPORTED_FAILURE', /no reason/],
    ['a stream', 'data: {"choices":[]}\n\ndata: [DONE]\n\n', 'MODEL_RESPONSE_NOT_JSON', /byte 0/],
  ])('%s', (_, body, code, message) => {
    expect(decode(body)).toMatchObject({
      ok: false,
      problem: { code, message: expect.stringMatching(message) },
    });
  });

  test.each([
    ['words where JSON was asked for', 'It is good.', 'MODEL_RESPONSE_NOT_JSON'],
    ['a list', '["good"]', 'MODEL_RESPONSE_INVALID'],
    ['an unknown option', '{"mood": "meh"}', 'MODEL_ANSWER_INVALID'],
    ['a list for a radio', '{"mood": ["good"]}', 'MODEL_ANSWER_INVALID'],
  ])('%s', (_, content, code) => {
    expect(decode(completion(content), questions)).toMatchObject({
      ok: false,
      problem: { code, message: expect.stringContaining('/choices/0/message/content') },
    });
  });
});

test('usage and unknown finish reasons do not matter', () => {
  const body = { ...completion('Words.', { finish_reason: 'stop_sequence' }), usage: null };
  expect(decode(body)).toMatchObject({
    value: { annotations: [{ text: 'Words.' }] },
    warnings: [],
  });
});

test('a version that is no version is cut', () => {
  const read = decode({ ...completion('Words.'), model: `m\n${'x'.repeat(10_000)}` });
  expect(read.ok && read.value.reportedVersion).toMatch(/^m x{118}…$/);
});

test('parts that are no text are left out with a warning', () => {
  const parts = [
    { type: 'thinking', thinking: 'Hm.' },
    { type: 'text', text: 'Words.' },
  ];
  expect(decode(completion(parts))).toMatchObject({
    ok: true,
    value: { annotations: [{ text: 'Words.' }] },
    warnings: [{ code: 'FIELD_IGNORED', pointer: '/choices/0/message/content/0' }],
  });
});

test('a server cannot answer with what is no answer to the ontology', () => {
  const row = { type: 'text', text: '' } as const;
  const tag = { kind: 'tag', class: 'x', confidence: null } as const;
  for (const response of [
    encodeResponse({ annotations: [] }, row, summary),
    encodeResponse({ annotations: [tag] }, row, questions),
  ]) {
    expect(response.status).toBe(500);
    expect(JSON.parse(response.body)).toMatchObject({ error: { code: 'MODEL_ANSWER_INVALID' } });
  }
});
