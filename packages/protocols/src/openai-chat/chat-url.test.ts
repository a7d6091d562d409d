import { expect, test } from 'vitest';
import { chatUrl } from './chat-url.ts';

const wanted = 'http://tgi.example:8080/v1/chat/completions';

test.each([
  'http://tgi.example:8080',
  'http://tgi.example:8080/',
  'http://tgi.example:8080/v1',
  'http://tgi.example:8080/v1/',
  'http://tgi.example:8080/chat/completions',
  'http://tgi.example:8080/v1/chat/completions',
  'http://tgi.example:8080/v1/chat/completions/',
])('%s is called at /v1/chat/completions', (url) => {
  expect(chatUrl({ url, exactUrl: false })).toBe(wanted);
});

test.each([
  ['https://m.example/llm', 'https://m.example/llm/v1/chat/completions'],
  ['https://m.example/llm/v2', 'https://m.example/llm/v2/chat/completions'],
  ['https://m.example/v1?key=a', 'https://m.example/v1/chat/completions?key=a'],
])('a path, another version and a query are kept: %s', (url, resolved) => {
  expect(chatUrl({ url, exactUrl: false })).toBe(resolved);
});

test('an address may be called exactly as it was entered', () => {
  const url = 'https://m.example/openai/deployments/a/chat/completions?api-version=1';
  expect(chatUrl({ url, exactUrl: true })).toBe(url);
});
