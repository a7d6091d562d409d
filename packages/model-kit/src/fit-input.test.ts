import { expect, test } from 'vitest';
import { fitInput } from './fit-input.ts';

const text = { type: 'text', text: '<p>Hi</p>' } as const;
const asked = { type: 'conversational', turns: [{ role: 'user', parts: [text] }] } as const;

test('a model of pages reads texts as pages, from a conversation as well', () => {
  const page = { ok: true, value: { type: 'html', html: '<p>Hi</p>' } };
  expect(fitInput(text, ['html'])).toMatchObject(page);
  expect(fitInput(asked, ['html'])).toMatchObject(page);
});

test('a model of conversations reads a message that stands alone as one', () => {
  expect(fitInput(text, ['conversational'])).toMatchObject({ ok: true, value: asked });
});

test('what a model takes stays as it is, and what it does not take is left for it to refuse', () => {
  expect(fitInput(text, ['html', 'text', 'conversational'])).toMatchObject({ value: text });
  expect(fitInput(text, ['image'])).toMatchObject({ value: text });
});
