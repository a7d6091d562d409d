import { expect, test } from 'vitest';
import { readFixture } from '../testing/read-fixture.ts';
import { decodeRequest } from './server.ts';

const printed = readFixture(import.meta.url, 'request-as-printed.json');
const corrected = readFixture(import.meta.url, 'request-corrected.json');

test("the vendor's sample request as printed has no image where it says so", () => {
  expect(decodeRequest(printed)).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_INVALID', details: { pointer: '/prompt/1/parts/2/image' } },
  });
});

test("the vendor's sample request, corrected, is read whole: prompts, image, and the text beside it", () => {
  expect(decodeRequest(corrected)).toMatchObject({
    ok: true,
    value: {
      input: {
        type: 'image',
        source: { kind: 'base64', mediaType: 'image/png' },
        attachments: [{ type: 'text', text: 'Hello. This is a user-provided txt file content.' }],
      },
      parameters: {
        system_prompt: 'Start each sentence with three equal signs ===',
        prompt: 'what is in this text and image?',
      },
    },
    warnings: [],
  });
});

const say = (text: string, role = 'user') => ({ role, parts: [{ text }] });
const image = { image: '/9j/4AAQ' };

test.each([
  ['one text is the row', [{ text: 'a' }], { type: 'text', text: 'a' }, {}],
  [
    'the second of two texts is the row',
    [{ text: 'a' }, { text: 'b' }],
    { type: 'text', text: 'b' },
    { prompt: 'a' },
  ],
  [
    'a third text is attached',
    [{ text: 'a' }, { text: 'b' }, { text: 'c' }],
    { type: 'text', text: 'b', attachments: [{ text: 'c' }] },
    { prompt: 'a' },
  ],
  [
    'a text behind an image is the prompt',
    [image, { text: 'a' }],
    { type: 'image' },
    { prompt: 'a' },
  ],
  [
    'the first of two images is the row',
    [image, image],
    { type: 'image', attachments: [{ type: 'image' }] },
    {},
  ],
])('in the sample shape %s', (_, parts, input, parameters) => {
  const read = decodeRequest(JSON.stringify({ prompt: [{ role: 'user', parts }] }));
  expect(read).toMatchObject({ ok: true, value: { input, parameters }, warnings: [] });
  expect(read.ok && read.value.parameters).toEqual(parameters);
});

test('several messages are a conversation, behind the system prompt (ambiguity 35)', () => {
  const prompt = [say('Be brief.', 'system'), say('Hi'), say('Hello', 'assistant'), say('Bye')];
  expect(decodeRequest(JSON.stringify({ prompt }))).toMatchObject({
    ok: true,
    value: {
      input: {
        type: 'conversational',
        turns: [
          { role: 'user', parts: [{ type: 'text', text: 'Hi' }] },
          { role: 'assistant', parts: [{ type: 'text', text: 'Hello' }] },
          { role: 'user', parts: [{ type: 'text', text: 'Bye' }] },
        ],
      },
      parameters: { system_prompt: 'Be brief.' },
    },
    warnings: [],
  });
});

test('a marked region of an image is read from where the request says it', () => {
  const row = { type: 'image', message: 0, part: 0, region: { id: 'r1', box: [1, 2, 3, 4] } };
  const body = { prompt: [{ role: 'user', parts: [image] }], data_row: row };
  expect(decodeRequest(JSON.stringify(body))).toMatchObject({
    value: { input: { region: { id: 'r1', box: { x: 1, y: 2, width: 3, height: 4 } } } },
  });
});

test('the parameters of a request are what it says, not what its prompts were', () => {
  const request = { prompt: [say('a'), say('b')], inference_params: { threshold: 0.5 } };
  expect(decodeRequest(JSON.stringify(request))).toMatchObject({
    value: { parameters: { threshold: 0.5 } },
  });
});

test.each([
  ['no prompt', {}, '/prompt'],
  ['no message of a user', { prompt: [say('x', 'system')] }, '/prompt'],
  ['an unknown role', { prompt: [say('x', 'robot')] }, '/prompt/0/role'],
  ['an empty part', { prompt: [{ role: 'user', parts: [{}] }] }, '/prompt/0/parts/0'],
  [
    'a part of two kinds',
    { prompt: [{ role: 'user', parts: [{ text: 'a', ...image }] }] },
    '/prompt/0/parts/0',
  ],
  ['no parts', { prompt: [{ role: 'user', parts: [] }] }, '/prompt/0/parts'],
])('a request with %s is refused with its place', (_, body, place) => {
  expect(decodeRequest(JSON.stringify(body))).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_INVALID', message: expect.stringContaining(place) },
  });
});

test.each([
  ['of an unknown type', { type: 'sound', message: 0, part: 0 }],
  ['in a message that there is not', { type: 'text', message: 1, part: 0 }],
  ['in a part that there is not', { type: 'text', message: 0, part: 1 }],
  ['of another type than its part', { type: 'image', message: 0, part: 0 }],
  [
    'with more frames than images',
    { type: 'video', message: 0, part: 0, frames: [{ index: 0, time_ms: 0 }] },
  ],
  ['of a video without frames', { type: 'video', message: 0, part: 0 }],
  ['with more turns than messages', { type: 'conversational', message: 0, turns: 2 }],
  ['of a conversation without turns', { type: 'conversational', message: 0 }],
  ['with attachments that are the row', { type: 'text', message: 0, part: 0, attachments: 1 }],
  [
    'with more attachments than parts',
    { type: 'conversational', message: 0, turns: 1, attachments: 9 },
  ],
])('a row %s is refused', (_, row) => {
  const body = { prompt: [say('x')], data_row: row };
  expect(decodeRequest(JSON.stringify(body))).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_INVALID', message: expect.stringContaining('/data_row') },
  });
});
