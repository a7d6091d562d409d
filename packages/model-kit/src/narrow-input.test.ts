import type { ContentPart, Turn } from '@patchbay/protocols/model-input.ts';
import { expect, test } from 'vitest';
import { narrowInput } from './narrow-input.ts';

const text = (words: string): ContentPart => ({ type: 'text', text: words });
const image: ContentPart = { type: 'image', source: { kind: 'url', url: 'https://a.example/1' } };
const by = (role: Turn['role'], ...parts: ContentPart[]): Turn => ({ role, parts });
const conversation = {
  type: 'conversational',
  turns: [
    by('user', text('Hello')),
    by('assistant', text('Hi')),
    by('user', text('What '), image, text('is it?')),
  ],
} as const;

test('a model of texts is given the last words of the user, and what is left out is said', () => {
  expect(narrowInput(conversation, ['text'])).toMatchObject({
    value: { type: 'text', text: 'What is it?' },
    warnings: [{ pointer: '/turns/0' }, { pointer: '/turns/1' }, { pointer: '/turns/2/parts/1' }],
  });
});

test('a model of images is given the last image', () => {
  expect(narrowInput(conversation, ['image', 'text'])).toMatchObject({
    value: { type: 'image', source: { url: 'https://a.example/1' } },
    warnings: [{}, {}, { pointer: '/turns/2/parts/0' }, { pointer: '/turns/2/parts/2' }],
  });
});

test('a model of conversations is given all of it, and other rows stay as they are', () => {
  expect(narrowInput(conversation, ['text', 'conversational'])).toEqual({
    ok: true,
    value: conversation,
    warnings: [],
  });
  expect(narrowInput({ type: 'text', text: 'Hi' }, ['image'])).toMatchObject({
    value: { type: 'text' },
  });
});

test.each([
  ['an image', ['image'], [by('user', text('Hi'))]],
  ['words', ['text'], [by('user', image)]],
  ['a message of the user', ['text'], [by('assistant', text('Hi'))]],
] as const)('a conversation without %s is refused where the model needs it', (_, taken, turns) => {
  expect(narrowInput({ type: 'conversational', turns }, [...taken])).toMatchObject({
    problem: { code: 'INPUT_DATA_ROW_UNSUPPORTED' },
  });
});
