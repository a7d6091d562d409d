import type { Credentials } from '@patchbay/core/model/credentials.ts';
import { expect, test } from 'vitest';
import { checkCredentials } from './check-credentials.ts';

/** What JavaScript lets through where a variable of the environment is not set. */
const unset = JSON.parse('{ "bearer": {} }') as Credentials;

test('credentials that a caller can send are kept as they are', () => {
  const either = { bearer: { token: 't' }, basic: { username: 'u', password: 'p' } };
  expect(checkCredentials(either, 'any')).toBe(either);
  const both = {
    basic: { username: 'u', password: 'p' },
    header: { name: 'X-Auth', value: 'open' },
  };
  expect(checkCredentials(both, 'all')).toBe(both);
});

test.for<[string, Credentials, 'any' | 'all', RegExp]>([
  ['a token that is not set', unset, 'any', /at \/authentication\/bearer\/token: .*undefined/],
  ['an empty token', { bearer: { token: '' } }, 'any', /\/authentication\/bearer\/token/],
  [
    'a token with a line break',
    { bearer: { token: 'hush\n' } },
    'any',
    /bearer\/token: must not contain line breaks/,
  ],
  [
    'a header of HTTP itself',
    { header: { name: 'Host', value: 'x' } },
    'any',
    /header\/name: is reserved/,
  ],
  ['nothing', {}, 'any', /at \/authentication: it names no credentials; leave it out/],
  [
    'two that use one header, both wanted',
    { bearer: { token: 'hush' }, basic: { username: 'u', password: 'p' } },
    'all',
    /a call has one Authorization header/,
  ],
])('%s is refused before the server starts, and not repeated', ([, credentials, by, message]) => {
  expect(() => checkCredentials(credentials, by)).toThrow(message);
  expect(() => checkCredentials(credentials, by)).not.toThrow(/hush/);
});
