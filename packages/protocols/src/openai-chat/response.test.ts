import { errorCodes } from '@patchbay/core/error/codes.ts';
import { type Ontology, ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { describe, expect, test } from 'vitest';
import { readFixture } from '../testing/read-fixture.ts';
import { answerWith } from '../testing/respond.ts';
import { openAiChatConnectionSchema } from './connection.ts';
import { decodeResponse } from './response.ts';

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
    usage: { promptTokens: 30, completionTokens: 55, totalTokens: 85 },
  };

  test('as printed has comments and is read with a warning (fault J2) (ambiguity 32)', () => {
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
  ['left out where it does not', { mood: 'good', zebra: 7 }, 'FIELD_IGNORED', 1],
])('an answer to what was not asked is %s', (_, json, code, count) => {
  const read = decode(completion(JSON.stringify(json)), questions);
  expect(read).toMatchObject({ ok: true, warnings: [{ code }] });
  expect(read.ok && read.value.annotations).toHaveLength(count);
});

test.each([
  [{ zebra: 7 }, /"zebra"; asked for were "mood"/],
  [{ result: { mood: 'good' } }, /take its answer out of "result"/],
])('an answer of which nothing is understood fails: %j', (json, words) => {
  expect(decode(completion(JSON.stringify(json)), questions)).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_RESPONSE_INVALID', message: expect.stringMatching(words) },
  });
});

test.each([[{}], [{ mood: null }], [{ topics: null, zebra: 7 }]])(
  'an answer that leaves out what it cannot say is none: %j',
  (json) => {
    const read = decode(completion(JSON.stringify(json)), questions);
    expect(read).toMatchObject({ ok: true, value: { annotations: [] } });
  },
);

test.each([
  ['', /is empty; a JSON object was asked for/],
  [' \n', /is empty/],
  ['The mood is good.', /is prose, not JSON: .*set responseFormat/],
])('content that cannot hold an answer says so: %j', (content, words) => {
  expect(decode(completion(content), questions)).toMatchObject({
    ok: false,
    problem: { code: 'MODEL_RESPONSE_NOT_JSON', message: expect.stringMatching(words) },
  });
});

describe('the shapes in which servers answer', () => {
  const base = { confidence: null };
  const annotations = [
    { kind: 'radio', class: 'mood', ...base, option: 'good' },
    { kind: 'checklist', class: 'topics', ...base, options: ['work'] },
  ];

  test.each([
    ['openai.json', [], 29],
    ['tgi.json', ['JSON_UNWRAPPED'], 84],
    ['vllm.json', [], 112],
    ['ollama.json', ['REASONING_REMOVED'], 34],
    ['legacy-completion.json', [], 12],
  ])('%s is read with the warnings %j (fault J5)', (name, codes, totalTokens) => {
    const read = decode(readFixture(import.meta.url, `answers/${name}`), questions);
    expect(read).toMatchObject({ ok: true, value: { annotations, usage: { totalTokens } } });
    expect(read.ok && read.warnings.map(({ code }) => code)).toEqual(codes);
  });
});

describe('what is no answer fails its item (fault J17)', () => {
  test.each([
    [
      'a refusal',
      completion(null, {}, { refusal: 'I cannot.' }),
      'MODEL_REFUSED_CONTENT',
      /cannot/,
    ],
    [
      'a refusal as a part',
      completion([{ type: 'refusal', refusal: 'I cannot.' }]),
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
      /limit.*"length"/,
    ],
    [
      'an end by an error',
      completion('An LL', { finish_reason: 'error' }),
      'MODEL_SERVER_ERROR',
      /gave up/,
    ],
    ['no content', completion(null), 'MODEL_RESPONSE_INVALID', /content is null/],
    ['a choice without a message', { choices: [{}] }, 'MODEL_RESPONSE_INVALID', /no words/],
    [
      'the call of a tool',
      completion(null, {}, { tool_calls: [{}] }),
      'MODEL_RESPONSE_INVALID',
      /calls a tool/,
    ],
    [
      'the call of a function',
      completion(null, { finish_reason: 'function_call' }, { function_call: {} }),
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
      'parts without a text',
      completion([{ type: 'image_url' }]),
      'MODEL_RESPONSE_INVALID',
      /none of its parts/,
    ],
    [
      'thoughts alone',
      completion('', {}, { reasoning_content: 'Hm.' }),
      'MODEL_RESPONSE_INVALID',
      /thoughts alone/,
    ],
    [
      'thoughts that do not end',
      completion('<think>Hm. {"mood": "good"}'),
      'MODEL_RESPONSE_INVALID',
      /still thinking/,
    ],
    [
      'more choices than were asked for',
      { choices: [...completion('One.').choices, ...completion('Other.').choices] },
      'MODEL_RESPONSE_INVALID',
      /\/choices .*one choice/,
    ],
    ['no choices', { choices: [] }, 'MODEL_RESPONSE_INVALID', /\/choices/],
    ['a body without choices', { id: 'x' }, 'MODEL_RESPONSE_INVALID', /\/choices/],
    [
      'a stream that nobody asked for',
      'data: {"choices":[]}\n\ndata: [DONE]\n\n',
      'MODEL_RESPONSE_NOT_JSON',
      /stream/,
    ],
    ['two documents', '{"choices": []} {"choices": []}', 'MODEL_RESPONSE_NOT_JSON', /byte/],
  ])('%s', (_, body, code, message) => {
    expect(decode(body)).toMatchObject({
      ok: false,
      problem: { code, message: expect.stringMatching(message) },
    });
  });

  test('a cut answer is not asked for again', () => {
    expect(errorCodes.MODEL_OUTPUT_TRUNCATED.retryable).toBe(false);
  });

  test('a stream that says what it is', () => {
    const response = answerWith(': ping\n\n', 'text/event-stream; charset=utf-8');
    const context = { connection, ontology: summary, parameters: {} };
    expect(decodeResponse(response, { type: 'text', text: '' }, context)).toMatchObject({
      problem: { code: 'MODEL_RESPONSE_NOT_JSON', message: expect.stringContaining('stream') },
    });
  });

  test.each([
    ['words where JSON was asked for', 'It is good.', 'MODEL_RESPONSE_NOT_JSON'],
    ['single quotes', "{'mood': 'good'}", 'MODEL_RESPONSE_NOT_JSON'],
    ['NaN', '{"mood": NaN}', 'MODEL_RESPONSE_NOT_JSON'],
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

describe('an error with the status 200 fails by its own code (fault J18) (ambiguity 33)', () => {
  test.each([
    ['words', { error: { message: 'the lamp is broken' } }, 'MODEL_REPORTED_FAILURE', /lamp/],
    ['no words', { error: {} }, 'MODEL_REPORTED_FAILURE', /no reason/],
    [
      'the code of OpenAI',
      { error: { message: 'Slow down', type: 'tokens', code: 'rate_limit_exceeded' } },
      'MODEL_OVERLOADED',
      /Slow down/,
    ],
    [
      'the type of OpenAI',
      { error: { message: 'Who?', type: 'authentication_error', code: null } },
      'MODEL_UNAUTHORIZED',
      /Who/,
    ],
    ['a status as its code', { error: { message: 'Busy', code: 503 } }, 'MODEL_OVERLOADED', /Busy/],
    [
      'the type of TGI',
      { error: 'too long', error_type: 'validation' },
      'MODEL_REQUEST_REJECTED',
      /too long/,
    ],
    [
      'the overload of TGI',
      { error: 'Model is overloaded', error_type: 'overloaded' },
      'MODEL_OVERLOADED',
      /overloaded/,
    ],
    [
      'the object of vLLM',
      { object: 'error', message: 'no such model', type: 'NotFoundError', code: 404 },
      'MODEL_NOT_FOUND',
      /no such model/,
    ],
    ['detail', { detail: 'Not ready' }, 'MODEL_REPORTED_FAILURE', /Not ready/],
    [
      'a failed status beside choices',
      { ...completion('Hi'), status: 'failed' },
      'MODEL_REPORTED_FAILURE',
      /no reason/,
    ],
    ['no success', { success: false, message: 'No' }, 'MODEL_REPORTED_FAILURE', /No/],
    [
      'no success beside choices',
      { ...completion('Hi'), success: false, message: 'No' },
      'MODEL_REPORTED_FAILURE',
      /No/,
    ],
    [
      'an error beside choices',
      { ...completion('Hi'), error: { message: 'cut', type: 'server_error' } },
      'MODEL_SERVER_ERROR',
      /cut/,
    ],
    [
      'a policy',
      { error: { message: 'Unsafe', code: 'content_policy_violation' } },
      'MODEL_REFUSED_CONTENT',
      /Unsafe/,
    ],
  ])('with %s', (_, body, code, message) => {
    expect(decode(body)).toMatchObject({
      ok: false,
      problem: { code, message: expect.stringMatching(message) },
    });
  });

  test.each([[{ error: null }], [{ error: false }], [{ success: true }], [{ message: 'fine' }]])(
    'no failure is seen in %j beside choices',
    (fields) => {
      expect(decode({ ...completion('Words.'), ...fields })).toMatchObject({ ok: true });
    },
  );
});

test.each([null, 'stop', 'stop_sequence', 'eos_token'])(
  'the finish reason %s is the end of an answer (ambiguity 33)',
  (finish_reason) => {
    expect(decode(completion('Words.', { finish_reason }))).toMatchObject({
      value: { annotations: [{ text: 'Words.' }] },
      warnings: [],
    });
  },
);

test.each(['length', 'max_tokens', 'model_length'])('%s is a cut answer', (finish_reason) => {
  expect(decode(completion('Wor', { finish_reason }))).toMatchObject({
    problem: { code: 'MODEL_OUTPUT_TRUNCATED', message: expect.stringContaining(finish_reason) },
  });
});

test('a finish reason that nobody knows is kept in a warning', () => {
  expect(decode(completion('Words.', { finish_reason: 'bored' }))).toMatchObject({
    value: { annotations: [{ text: 'Words.' }] },
    warnings: [{ code: 'FINISH_REASON_UNKNOWN', message: expect.stringContaining('"bored"') }],
  });
});

describe('usage', () => {
  const usageOf = (usage: unknown) => decode({ ...completion('Words.'), usage });

  test.each([undefined, null])('may be left out: %s (ambiguity 32)', (usage) => {
    const read = usageOf(usage);
    expect(read).toMatchObject({ ok: true, warnings: [] });
    expect(read).not.toHaveProperty('value.usage');
  });

  test('keeps the counts that there are', () => {
    expect(usageOf({ prompt_tokens: 3, completion_tokens_details: {} })).toMatchObject({
      value: { usage: { promptTokens: 3, completionTokens: null, totalTokens: null } },
      warnings: [],
    });
  });

  test.each([['seven'], [{ prompt_tokens: '3' }], [{ total_tokens: -1 }]])(
    'that is no usage is left out with a warning: %j',
    (usage) => {
      expect(usageOf(usage)).toMatchObject({
        ok: true,
        warnings: [{ code: 'FIELD_IGNORED', pointer: '/usage' }],
      });
    },
  );
});

describe('thoughts before the answer', () => {
  test.each([
    ['a block', '<think>\nIs it {"mood": "bad"}?\n</think>\n\n{"mood": "good"}'],
    ['a block of another name', '<reasoning>Hm.</reasoning>{"mood": "good"}'],
    ['a block that the prompt began', 'Hm, it is good.\n</think>\n{"mood": "good"}'],
    ['a block before a code fence', '<think>Hm.</think>\n```json\n{"mood": "good"}\n```'],
  ])('%s is taken off with a warning', (_, content) => {
    const read = decode(completion(content), questions);
    expect(read).toMatchObject({ ok: true, value: { annotations: [{ option: 'good' }] } });
    expect(read.ok && read.warnings.map(({ code }) => code)).toContain('REASONING_REMOVED');
  });

  test('they are taken off words too', () => {
    expect(decode(completion('<think>Hm.</think>\n\nWords.'))).toMatchObject({
      value: { annotations: [{ text: 'Words.' }] },
      warnings: [{ code: 'REASONING_REMOVED' }],
    });
  });

  test('a mark within an answer is words', () => {
    expect(decode(completion('{"why": "it says </think>"}'), questions)).toMatchObject({
      value: { annotations: [{ class: 'why', text: 'it says </think>' }] },
      warnings: [],
    });
  });

  test('thoughts in a field of their own are no part of the answer', () => {
    expect(decode(completion('Words.', {}, { reasoning: 'Hm.' }))).toMatchObject({
      value: { annotations: [{ text: 'Words.' }] },
      warnings: [],
    });
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
