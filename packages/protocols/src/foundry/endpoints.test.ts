import { expect, test } from 'vitest';
import { listEndpoints } from './endpoints.ts';

test('the address is called exactly as it was entered', () => {
  const url = 'https://m.example/a/?key=1';
  expect(listEndpoints({ url })).toMatchObject([{ method: 'POST', url }]);
});

test.each([
  ['https://m.example', 'https://m.example/predict'],
  ['https://m.example/model?key=1', 'https://m.example/model/invocations?key=1'],
  ['https://m.example/predict', 'https://m.example/predict/'],
  ['https://m.example/predict/', 'https://m.example/predict'],
])('an address that may be meant by %s is %s', (url, meant) => {
  const [endpoint] = listEndpoints({ url });
  expect(endpoint?.alternatives.map((other) => other.url)).toContain(meant);
  expect(endpoint?.alternatives.map((other) => other.url)).not.toContain(url);
});
