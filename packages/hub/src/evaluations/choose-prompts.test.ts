import { expect, test } from 'vitest';
import { choosePrompts } from './choose-prompts.ts';

const none = { image: 0, text: 0, html: 0, conversational: 0, video: 0 };
const prompts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    dataRowId: `row-${index}`,
    globalKey: `${index}`,
    prompt: 'What?',
    expected: null,
    completions: {},
  }));

test('prompts are chosen where a dataset has other data rows, and refused where they are too many for that', () => {
  const mixed = { name: 'Mixed', rowCounts: { ...none, text: 5001, video: 1 } };
  expect(choosePrompts({ ...mixed, rowCounts: none }, prompts(5001))).toBeUndefined();
  expect(choosePrompts(mixed, prompts(2))).toEqual({ dataRowIds: ['row-0', 'row-1'] });
  expect(() => choosePrompts(mixed, prompts(5001))).toThrow(
    /5001 prompts and 1 images and videos.*Import the prompts into a dataset of their own/,
  );
});
