import { expect, test } from 'vitest';
import { listNewOrigins, listOrigins } from './connection-addresses.ts';

test('the origins of a connection are those of all addresses that are called, each once', () => {
  const connection = {
    url: 'https://a.example/v1',
    classesUrl: 'https://A.example:443/classes',
    inferUrl: 'http://b.example:8000/infer',
    model: 'https://not-called.example',
  };
  expect(listOrigins(connection)).toEqual(['https://a.example', 'http://b.example:8000']);
});

test.each([
  ['another path', { url: 'https://a.example/v2' }, []],
  ['the port that is meant anyway', { url: 'https://a.example:443/v1' }, []],
  ['another scheme', { url: 'http://a.example/v1' }, ['http://a.example']],
  ['another port', { url: 'https://a.example:8443/v1' }, ['https://a.example:8443']],
  ['another host', { url: 'https://b.example/v1' }, ['https://b.example']],
  [
    'one call elsewhere',
    { url: 'https://a.example/v1', inferUrl: 'https://b.example/infer' },
    ['https://b.example'],
  ],
  ['what is half typed', { url: 'https://' }, []],
])('%s is seen for what it is', (_what, after, origins) => {
  expect(listNewOrigins({ url: 'https://a.example/v1' }, after)).toEqual(origins);
});
