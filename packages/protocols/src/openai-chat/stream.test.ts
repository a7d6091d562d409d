import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeEvent } from '../event-stream.ts';
import { readFixture } from '../testing/read-fixture.ts';
import { answerWith } from '../testing/respond.ts';
import { splitAnywhere } from '../testing/split-anywhere.ts';
import { createChatStreamReader } from './read-stream.ts';
import { encodeStream } from './write-stream.ts';

function read(pieces: readonly string[]) {
  const reader = createChatStreamReader();
  const shown = pieces.flatMap((piece) => reader.push(piece));
  return { shown, answer: reader.end() };
}

const stream = (...events: unknown[]) =>
  events
    .map((event) => writeEvent(typeof event === 'string' ? event : JSON.stringify(event)))
    .join('');
const words = (content: string, end: string | null = null) => ({
  choices: [{ index: 0, delta: { content }, finish_reason: end }],
});

const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };
const message = { role: 'assistant', content: 'Hello there 🦊' };
const fixtures = {
  'openai.txt': { choices: [{ index: 0, message, finish_reason: 'stop' }], usage },
  'tgi.txt': { choices: [{ index: 0, message, finish_reason: 'stop_sequence' }] },
  'vllm-reasoning.txt': {
    model: 'deepseek-r1',
    choices: [{ message: { ...message, reasoning_content: 'They greet.' } }],
  },
  'ollama-tool-call.txt': {
    choices: [
      {
        message: {
          tool_calls: [
            { id: 'call_a', function: { name: 'find', arguments: '{"name": 1}' } },
            { id: 'call_b', function: { name: 'count', arguments: '{}' } },
          ],
        },
        finish_reason: 'tool_calls',
      },
    ],
  },
  'legacy-completion.txt': {
    choices: [{ index: 0, text: 'Hello there 🦊', finish_reason: 'stop' }],
  },
};

test.each(Object.entries(fixtures))('%s is read as if it had come whole', (name, answer) => {
  const text = readFixture(import.meta.url, `streams/${name}`);
  expect(read([text]).answer).toMatchObject({ ok: true, value: answer });
});

test('a stream gives the same answer however it is split', () => {
  const texts = Object.keys(fixtures).map((name) =>
    readFixture(import.meta.url, `streams/${name}`),
  );
  const withReturns = texts.map((text) => text.replaceAll('\n', '\r\n'));
  fc.assert(
    fc.property(
      fc.constantFrom(...texts, ...withReturns).chain(splitAnywhere),
      ({ whole, pieces }) => {
        expect(read(pieces)).toEqual(read([whole]));
      },
    ),
    { numRuns: 300 },
  );
});

test('pieces of words, thoughts and refusals can be shown while the rest is on its way', () => {
  const text = stream(
    { choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] },
    { choices: [{ index: 0, delta: { reasoning: 'Hm.' } }] },
    words('Hel'),
    { choices: [{ index: 0, delta: { content: 'lo', refusal: 'no' } }] },
  );
  expect(read([text]).shown).toEqual([
    { kind: 'reasoning', text: 'Hm.' },
    { kind: 'words', text: 'Hel' },
    { kind: 'words', text: 'lo' },
    { kind: 'refusal', text: 'no' },
  ]);
});

test('a last chunk with usage and without choices ends no choice', () => {
  const text = stream(words('Hi', 'stop'), { choices: [], usage }, '[DONE]');
  expect(read([text]).answer).toMatchObject({
    value: { choices: [{ message: { content: 'Hi' } }], usage },
  });
});

test('what comes behind the end is not looked at', () => {
  const text = stream(words('Hi', 'stop'), '[DONE]', words(' again'), '{');
  expect(read([text]).answer).toMatchObject({
    ok: true,
    value: { choices: [{ message: { content: 'Hi' } }] },
  });
});

test('a stream that ends without its mark is whole where every choice is finished', () => {
  expect(read([stream(words('Hi', 'stop'))]).answer).toMatchObject({ ok: true });
});

test.each([
  [
    'an error in the middle',
    stream(words('He'), { error: { message: 'out of memory' } }, words('llo', 'stop'), '[DONE]'),
    'MODEL_REPORTED_FAILURE',
    /out of memory/,
  ],
  [
    'an error as TGI writes it',
    stream(words('He'), { error: 'Model is overloaded', error_type: 'overloaded' }),
    'MODEL_OVERLOADED',
    /overloaded/,
  ],
  ['an end in the middle', stream(words('He')), 'MODEL_CONNECTION_LOST', /after 1 events/],
  ['an event that is not JSON', stream('{"choices": ['), 'MODEL_RESPONSE_NOT_JSON', /event 1/],
  ['an event of another shape', stream({ choices: 7 }), 'MODEL_RESPONSE_INVALID', /\/choices/],
  ['no event', ': ping\n\n', 'MODEL_RESPONSE_NOT_JSON', /no event/],
  ['JSON that is no stream', '{"choices": []}', 'MODEL_RESPONSE_NOT_JSON', /no event/],
  ['no end', 'data: '.repeat(4_000_000), 'MODEL_RESPONSE_TOO_LARGE', /characters/],
])('%s fails with a code', (_, text, code, message) => {
  expect(read([text]).answer).toMatchObject({
    ok: false,
    problem: { code, message: expect.stringMatching(message) },
  });
});

test('TGI may write the arguments of a tool call as an object, and the call without a list', () => {
  const call = { index: 0, id: 'a', function: { name: 'find', arguments: { name: 1 } } };
  const text = stream({ choices: [{ index: 0, delta: { tool_calls: call } }] }, '[DONE]');
  expect(read([text]).answer).toMatchObject({
    value: {
      choices: [{ message: { tool_calls: [{ function: { arguments: '{"name":1}' } }] } }],
    },
  });
});

test('the stream that a server writes is read as the answer it was made of', () => {
  const content = fc
    .string({ unit: 'binary' })
    .map((text) => text.toWellFormed().replaceAll('\0', ''));
  fc.assert(
    fc.property(content, fc.boolean(), (text, includeUsage) => {
      const answer = {
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 7,
        model: 'm',
        choices: [
          { index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' },
        ],
        usage,
      };
      const { headers, body } = encodeStream(answerWith(answer), { includeUsage });
      expect(headers['content-type']).toMatch(/^text\/event-stream/);
      const { object: _, usage: counted, ...rest } = answer;
      const streamed = read([body]).answer;
      expect(streamed.ok && streamed.value).toEqual({
        ...rest,
        ...(includeUsage && { usage: counted }),
      });
    }),
  );
});

test('a failure is not streamed: it keeps its status and its form', () => {
  const failure = { ...answerWith({ error: { message: 'no' } }), status: 422 };
  expect(encodeStream(failure, { includeUsage: true })).toBe(failure);
});

test('nothing that a server streams makes the reader throw', () => {
  const events = fc.array(fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 4 })), { maxLength: 5 });
  fc.assert(
    fc.property(events, (list) => {
      const { answer } = read([stream(...list)]);
      if (!answer.ok) expect(answer.problem.code).toMatch(/^MODEL_/);
    }),
    { numRuns: 500 },
  );
});
