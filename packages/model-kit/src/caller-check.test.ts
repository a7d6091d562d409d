import { describe, expect, test } from 'vitest';
import { createCallerCheck } from './caller-check.ts';
import { serveForTest } from './testing/serve-for-test.ts';
import { frameModel } from './testing/test-models.ts';

const encode = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

describe('bearer', () => {
  const check = createCallerCheck({ bearer: { token: 'sesame' } });

  test('lets in who has the token, however the scheme is spelled', () => {
    expect(check({ authorization: 'Bearer sesame' })).toBeNull();
    expect(check({ authorization: 'bearer  sesame' })).toBeNull();
  });

  test('says what is missing, and repeats no secret', () => {
    expect(check({})).toBe(
      'This server wants "Authorization: Bearer <token>". The request carries none.',
    );
    expect(check({ authorization: 'Bearer guess' })).toBe(
      'This server wants "Authorization: Bearer <token>". The credentials of the scheme "bearer" were not the right ones.',
    );
    expect(check({ authorization: encode('a:b') })).toContain('by the scheme "basic" instead');
  });
});

describe('basic', () => {
  const check = createCallerCheck({ basic: { username: 'jo', password: 'pä:ss' } });

  test('reads UTF-8, and colons in the password', () => {
    expect(check({ authorization: encode('jo:pä:ss') })).toBeNull();
    expect(check({ authorization: encode('jo:pass') })).not.toBeNull();
  });

  test('forgives the one newline that echo puts behind the password, and no second', () => {
    expect(check({ authorization: encode('jo:pä:ss\n') })).toBeNull();
    expect(check({ authorization: encode('jo:pä:ss\n\n') })).not.toBeNull();
  });

  test('takes a password that itself ends in a newline', () => {
    const exact = createCallerCheck({ basic: { username: 'jo', password: 'x\n' } });
    expect(exact({ authorization: encode('jo:x\n') })).toBeNull();
    expect(exact({ authorization: encode('jo:x') })).not.toBeNull();
  });
});

test('a header of the owner’s choice lets in by its value', () => {
  const check = createCallerCheck({ header: { name: 'X-My-Auth', value: 'sesame' } });
  expect(check({ 'x-my-auth': 'sesame' })).toBeNull();
  expect(check({ 'x-my-auth': 'guess' })).toContain('"X-My-Auth" was sent, but with another value');
});

test('of several kinds any one lets in', () => {
  const check = createCallerCheck({
    bearer: { token: 'sesame' },
    header: { name: 'x-my-auth', value: 'open' },
  });
  expect(check({ authorization: 'Bearer sesame' })).toBeNull();
  expect(check({ 'x-my-auth': 'open' })).toBeNull();
  expect(check({})).toContain('Bearer <token>" or the secret in the header "x-my-auth"');
});

test('where all are wanted, one is not enough, and the missing one is named', () => {
  const check = createCallerCheck(
    { basic: { username: 'jo', password: 'x' }, header: { name: 'X-My-Auth', value: 'open' } },
    'all',
  );
  const authorization = encode('jo:x');
  expect(check({ authorization, 'x-my-auth': 'open' })).toBeNull();
  const wanted =
    'This server wants "Authorization: Basic <base64 of user:password>" and the secret in the header "X-My-Auth".';
  expect(check({ authorization })).toBe(
    `${wanted} Of these the secret in the header "X-My-Auth" is missing or wrong.`,
  );
  expect(check({ authorization: encode('jo:y'), 'x-my-auth': 'open' })).toMatch(
    /Of these "Authorization: Basic .*" is missing or wrong\.$/,
  );
  expect(check({})).toBe(`${wanted} The request carries none.`);
});

test('without credentials everyone is let in', () => {
  expect(createCallerCheck({})({})).toBeNull();
});

test('a server answers 401 with the schemes that it takes', async () => {
  const { post } = await serveForTest(frameModel, {
    authentication: { bearer: { token: 't' }, basic: { username: 'u', password: 'p' } },
  });
  const { status, headers, body } = await post({ text: 'a' });
  expect(status).toBe(401);
  expect(headers.get('www-authenticate')).toBe(
    'Bearer realm="model", Basic realm="model", charset="UTF-8"',
  );
  expect(body.failure.code).toBe('AUTH_REQUIRED');
});
