import { ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { expect, test } from 'vitest';
import type { AnsweredRow } from '../model-input.ts';
import { answerWith } from '../testing/respond.ts';
import { foundryConnectionSchema } from './connection.ts';
import { decodeResponse } from './response.ts';

const image: AnsweredRow = { type: 'image', size: { width: 50, height: 50 } };
const video: AnsweredRow = { type: 'video', size: { width: 50, height: 50 }, frames: [0, 25] };
const ontology = ontologySchema.parse({
  tools: [
    { kind: 'bounding_box', name: 'cat' },
    { kind: 'bounding_box', name: 'dog' },
  ],
});
const named = ontologySchema.parse({
  tools: [{ kind: 'bounding_box', name: 'boxes' }],
  classifications: [
    { kind: 'radio', name: 'status', options: [{ value: 'failed' }, { value: 'passed' }] },
    { kind: 'free_text', name: 'error' },
  ],
});
const boxes = [[0, 0, 1, 1]];

function decode(body: unknown, row: AnsweredRow = image, known = ontology) {
  const connection = foundryConnectionSchema.parse({ url: 'https://models.example.com' });
  return decodeResponse(answerWith(body), row, { connection, ontology: known, parameters: {} });
}

test.each([
  [{ predictions: [{ cat: { boxes } }] }, '/predictions', /take the answer out of it/],
  [{ outputs: { cat: { boxes } } }, '/outputs', /take the answer out of it/],
  [{ response: {} }, '/response', /take the answer out of it/],
  [{ results: [] }, '/results', /"results" is not in the ontology/],
  [{ success: true, data: { cat: { boxes } } }, '/data', /take the answer out of it/],
  [{ model: 'yolo', result: { cat: { boxes } } }, '/result', /take the answer out of it/],
  [{ frames: { 0: { cat: { boxes } } } }, '/frames', /"frames" is not/],
  [{ took_ms: 7, kitten: null }, '/took_ms', /"took_ms", "kitten" are not.*has "cat", "dog"/],
])('%j, of which nothing is understood, fails', (body, pointer, message) => {
  expect(decode(body)).toMatchObject({
    ok: false,
    problem: {
      code: 'MODEL_RESPONSE_INVALID',
      message: expect.stringMatching(message),
      details: { pointer },
    },
  });
});

test('a frame of which nothing is understood fails with its place', () => {
  expect(
    decode({ frames: { 0: { predictions: [] }, 25: { cat: { boxes } } } }, video),
  ).toMatchObject({ ok: false, problem: { details: { pointer: '/frames/0/predictions' } } });
});

test.each([
  ['an empty answer', {}, image],
  ['a class without shapes', { cat: { boxes: [] } }, image],
  ['a class without shapes beside a field of no contract', { cat: { boxes: [] }, ms: 7 }, image],
  ['empty frames', { frames: { 0: {}, 25: {} }, ms: 7 }, video],
])('%s says that nothing was found', (_, body, row) => {
  expect(decode(body, row)).toMatchObject({ ok: true, value: { annotations: [] } });
});

test.each([
  [{ boxes, scores: [0.9], labels: ['cat'] }, image, '/boxes'],
  [{ labels: ['cat'], masks: [] }, image, '/masks'],
  [{ scores: [0.9], cat: { boxes } }, image, '/scores'],
  [{ frames: { 0: { boxes, labels: ['cat'] } } }, video, '/frames/0/boxes'],
])('shapes without the name of their class, %j, fail', (body, row, pointer) => {
  expect(decode(body, row)).toMatchObject({
    ok: false,
    problem: {
      code: 'MODEL_RESPONSE_INVALID',
      message: expect.stringContaining('below the name of their class: {"cat": {"'),
      details: { pointer },
    },
  });
});

test('a class may be called as a list of shapes is', () => {
  expect(decode({ boxes: { boxes } }, image, named)).toMatchObject({
    value: { annotations: [{ class: 'boxes' }] },
    warnings: [],
  });
  expect(decode({ boxes: { boxes } })).toMatchObject({
    value: { annotations: [{ class: 'boxes', unknownClass: true }] },
  });
});

test.each([
  [{ error: 'CUDA out of memory' }, 'MODEL_REPORTED_FAILURE', '/error', 'CUDA out of memory'],
  [{ detail: 'Not authenticated' }, 'MODEL_REPORTED_FAILURE', '/detail', 'Not authenticated'],
  [{ detail: [{ loc: ['body'], msg: 'no' }] }, 'MODEL_REPORTED_FAILURE', '/detail', 'body: no'],
  [{ status: 'failed', message: 'oom' }, 'MODEL_REPORTED_FAILURE', '/status', 'oom'],
  [{ status: 'error', reason: 'oom' }, 'MODEL_REPORTED_FAILURE', '/status', 'no reason'],
  [{ success: false, message: 'oom' }, 'MODEL_REPORTED_FAILURE', '/success', 'oom'],
  [{ error: { code: 503, message: 'busy' } }, 'MODEL_OVERLOADED', '/error', 'busy'],
  [{ error: 'Model is loading', estimated_time: 20 }, 'MODEL_OVERLOADED', '/error', 'is loading'],
])('the failure that %j reports is no prediction', (body, code, pointer, words) => {
  expect(decode(body)).toMatchObject({
    ok: false,
    problem: { code, message: expect.stringContaining(words), details: { pointer } },
  });
});

test('the failure of a video, or of one of its frames, is no prediction', () => {
  const code = 'MODEL_REPORTED_FAILURE';
  expect(decode({ frames: { 0: {} }, error: 'oom' }, video)).toMatchObject({
    problem: { code, details: { pointer: '/error' } },
  });
  expect(decode({ frames: { 0: { cat: { boxes } }, 25: { error: 'oom' } } }, video)).toMatchObject({
    problem: { code, details: { pointer: '/frames/25/error' } },
  });
});

test.each([
  ['a class has its name', { status: 'failed', error: 'E 7' }, named, 2],
  ['a class of the ontology is answered', { error: 'none', cat: { boxes } }, ontology, 2],
  ['it is null', { error: null, cat: { boxes } }, ontology, 1],
])('what is called as a failure is none where %s', (_, body, known, count) => {
  const read = decode(body, image, known);
  expect(read.ok && read.value.annotations).toHaveLength(count);
});
