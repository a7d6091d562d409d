import type { Json } from '@patchbay/core/json.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { describe, expect, test } from 'vitest';
import type { AnsweredRow } from '../model-input.ts';
import { decodeAnswer } from '../testing/decode-answer.ts';

const image: AnsweredRow = { type: 'image', size: { width: 20, height: 10 } };
const text: AnsweredRow = { type: 'text', text: 'Tom and Bob' };
const ontology: Ontology = {
  tools: [
    { kind: 'bounding_box', name: 'cat' },
    { kind: 'mask', name: 'leaf' },
    { kind: 'entity', name: 'person' },
  ],
  classifications: [
    { kind: 'radio', name: 'mood', options: [{ value: 'good' }, { value: '1' }] },
    { kind: 'checklist', name: 'topics', options: [{ value: 'true' }, { value: 'sport' }] },
    { kind: 'free_text', name: 'summary' },
  ],
};

const decode = (id: string, body: Json, row: AnsweredRow) =>
  decodeAnswer(id, { body, row, ontology });

const cat = {
  name: 'cat',
  label: 'cat',
  confidence: 0.5,
  bounding_box: { x: 1, y: 2, w: 3, h: 4 },
};
const v7 = (result: Json): Json => ({ status: 'succeeded', results: [result] });
const chat = (content: Json): Json => ({
  choices: [{ message: { content: JSON.stringify(content) } }],
});

describe('nothing is converted: what is not of its type fails with its place (fault J11)', () => {
  test.each<[string, string, Json, AnsweredRow, string]>([
    [
      'a number as a string',
      'v7',
      v7({ ...cat, bounding_box: { x: '1', y: 2, w: 3, h: 4 } }),
      image,
      '/results/0/bounding_box/x',
    ],
    [
      'a number as a boolean',
      'v7',
      v7({ ...cat, bounding_box: { x: 1, y: 2, w: true, h: 4 } }),
      image,
      '/results/0/bounding_box/w',
    ],
    [
      'null for a number',
      'v7',
      v7({ ...cat, bounding_box: { x: 1, y: 2, w: 3, h: null } }),
      image,
      '/results/0/bounding_box/h',
    ],
    [
      'a confidence as a string',
      'v7',
      v7({ ...cat, confidence: '0.5' }),
      image,
      '/results/0/confidence',
    ],
    [
      'a confidence as a boolean',
      'v7',
      v7({ ...cat, confidence: true }),
      image,
      '/results/0/confidence',
    ],
    ['a class as a number', 'v7', v7({ ...cat, name: 7, label: 7 }), image, '/results/0/name'],
    [
      'a text that is a number',
      'v7',
      v7({ ...cat, text: { text: 7 } }),
      image,
      '/results/0/text/text',
    ],
    [
      'an object for the list of results',
      'v7',
      { status: 'succeeded', results: { 0: cat } },
      image,
      '/results',
    ],
    ['a status as a boolean', 'v7', { status: true, results: [] }, image, '/status'],
    [
      'a number as a string',
      'foundry',
      { cat: { boxes: [[0, 0, '3', 4]] } },
      image,
      '/cat/boxes/0/2',
    ],
    [
      'null for a number',
      'foundry',
      { cat: { boxes: [[0, null, 3, 4]] } },
      image,
      '/cat/boxes/0/1',
    ],
    [
      'a score as a string',
      'foundry',
      { cat: { boxes: [[0, 0, 3, 4]], scores: ['0.9'] } },
      image,
      '/cat/scores/0',
    ],
    [
      'a score as a boolean',
      'foundry',
      { cat: { boxes: [[0, 0, 3, 4]], scores: [true] } },
      image,
      '/cat/scores/0',
    ],
    [
      'an offset as a string',
      'foundry',
      { person: [{ start: '0', end: 3 }] },
      text,
      '/person/0/start',
    ],
    ['a radio as a number', 'foundry', { mood: 1 }, text, '/mood'],
    [
      'a radio as a boolean',
      'openai-chat',
      chat({ mood: true }),
      text,
      '/choices/0/message/content/mood',
    ],
    [
      'an option as a boolean',
      'openai-chat',
      chat({ topics: [true] }),
      text,
      '/choices/0/message/content/topics',
    ],
    [
      'a free text as a number',
      'openai-chat',
      chat({ summary: 7 }),
      text,
      '/choices/0/message/content/summary',
    ],
  ])('%s, by %s', (_, id, body, row, pointer) => {
    expect(decode(id, body, row)).toMatchObject({
      ok: false,
      problem: { code: expect.stringMatching(/^MODEL_/), details: { pointer } },
    });
  });
});

describe('whole numbers beyond 2^53 - 1 are refused where they count or point (fault J10)', () => {
  test.each<[string, Json, AnsweredRow, string]>([
    ['an offset', '{"person": [{"start": 0, "end": 9007199254740993}]}', text, '/person/0/end'],
    [
      'a size',
      '{"leaf": {"masks": [{"size": [9007199254740993, 20], "counts": "a"}]}}',
      image,
      '/leaf/masks/0/size/0',
    ],
    [
      'a run',
      '{"leaf": {"masks": [{"size": [10, 20], "counts": [9007199254740993]}]}}',
      image,
      '/leaf/masks/0/counts',
    ],
  ])('%s', (_, body, row, pointer) => {
    const read = decode('foundry', body, row);
    expect(read).toMatchObject({
      ok: false,
      problem: { details: { pointer: expect.stringContaining(pointer) } },
    });
  });
});
