import { expect, test } from 'vitest';
import { readErrorWords } from './error-words.ts';

const page = '<!doctype html>\n<html lang=en><title>500 Internal Server Error</title>';
const answer = (status: number, body: string) => ({ status, headers: {}, body });

test("the page with which V7's sample server fails is known, with its cause (ambiguity 30)", () => {
  expect(readErrorWords(answer(500, page))).toContain('`traceback` without importing it');
});

test('other failures say what they say', () => {
  expect(readErrorWords(answer(500, '{"message": "out of memory"}'))).toBe('out of memory');
  expect(readErrorWords(answer(502, page))).toBeNull();
  expect(readErrorWords(answer(500, 'oops'))).toBeNull();
});
