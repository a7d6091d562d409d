import { expect, test } from 'vitest';
import { listEndpoints } from './endpoints.ts';

test('the classes and the predictions are called below the base, or where they are said to be', () => {
  const urls = (connection: Parameters<typeof listEndpoints>[0]) =>
    listEndpoints(connection).map(({ method, url }) => `${method} ${url}`);
  expect(urls({ url: 'https://m.example/api' })).toEqual([
    'GET https://m.example/api/classes',
    'POST https://m.example/api/infer',
  ]);
  expect(urls({ url: 'https://m.example', inferUrl: 'https://m.example/go' })).toEqual([
    'GET https://m.example/classes',
    'POST https://m.example/go',
  ]);
});

test.each([
  ['https://m.example/infer', 'https://m.example'],
  ['https://m.example/a/classes', 'https://m.example/a'],
  ['https://m.example/v1', 'https://m.example'],
  ['https://m.example', 'https://m.example/v1'],
  ['https://m.example/infer?key=1', 'https://m.example/?key=1'],
])('the base that was meant by %s is worth a try: %s', (url, meant) => {
  const { alternatives = [] } = listEndpoints({ url })[1] ?? {};
  expect(alternatives.map(({ connection }) => connection.url)).toContain(meant);
  for (const { url, connection } of alternatives) {
    expect(listEndpoints(connection)[1]?.url).toBe(url);
  }
});

test('an address of its own for predictions is what was meant', () => {
  const connection = { url: 'https://m.example/infer', inferUrl: 'https://m.example/go' };
  expect(listEndpoints(connection)[1]?.alternatives).toEqual([]);
});
