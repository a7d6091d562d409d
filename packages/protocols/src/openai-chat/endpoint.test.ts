import { expect, test } from 'vitest';
import { openAiChatConnectionSchema } from './connection.ts';
import { listEndpoints, resolveUrl } from './endpoint.ts';

const wanted = 'http://tgi.example:8080/v1/chat/completions';
const read = (entered: object) => openAiChatConnectionSchema.parse({ model: 'tgi', ...entered });
const resolve = (entered: object) => resolveUrl(read(entered));

test.each([
  'http://tgi.example:8080',
  'http://tgi.example:8080/',
  'http://tgi.example:8080/v1',
  'http://tgi.example:8080/v1/',
  'http://tgi.example:8080/v1//',
  'http://tgi.example:8080/chat/completions',
  'http://tgi.example:8080/completions',
  'http://tgi.example:8080/v1/completions',
  'http://tgi.example:8080/v1/chat/completions',
  'http://tgi.example:8080/v1/chat/completions/',
  ' http://tgi.example:8080/v1#readme ',
])('%s is called at /v1/chat/completions (ambiguity 31)', (url) => {
  expect(resolve({ url })).toBe(wanted);
});

test.each([
  'http://tgi.example:8080',
  'http://tgi.example:8080/v1/',
  'http://tgi.example:8080/v1/completions',
  'http://tgi.example:8080/v1/chat/completions',
])('%s is called at /v1/completions by choice (ambiguity 39)', (url) => {
  expect(resolve({ url, api: 'completions' })).toBe('http://tgi.example:8080/v1/completions');
});

test.each([
  ['https://m.example/llm', 'https://m.example/llm/v1/chat/completions'],
  ['https://m.example/llm/v2', 'https://m.example/llm/v2/chat/completions'],
  ['https://m.example/v1?key=a', 'https://m.example/v1/chat/completions?key=a'],
  ['https://m.example/v1/chat/completions?k=a', 'https://m.example/v1/chat/completions?k=a'],
])('a path, another version and a query are kept: %s', (url, resolved) => {
  expect(resolve({ url })).toBe(resolved);
});

test('an address may be called exactly as it was entered', () => {
  const url = 'https://m.example/openai/deployments/a/chat/completions?api-version=1';
  expect(resolve({ url, exactUrl: true })).toBe(url);
});

test.each([
  ['http://m.example', ['http://m.example/chat/completions']],
  ['http://m.example/v1', ['http://m.example/chat/completions']],
  ['https://m.example/v1beta/openai', ['https://m.example/v1beta/openai/chat/completions']],
])(
  'the address is shown with those that are worth a try where it has nothing: %s',
  (url, alternatives) => {
    const [endpoint, ...others] = listEndpoints(read({ url }));
    expect(endpoint).toMatchObject({ purpose: 'predictions', url: resolve({ url }) });
    expect(endpoint?.alternatives.map((other) => other.url)).toEqual(alternatives);
    for (const { url, connection } of endpoint?.alternatives ?? []) {
      expect(resolve(connection)).toBe(url);
    }
    expect(others).toEqual([]);
  },
);
