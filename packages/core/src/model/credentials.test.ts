import { describe, expect, test } from 'vitest';
import { credentialsSchema, summariseCredentials } from './credentials.ts';

describe('credentials', () => {
  test('may be of several kinds at once', () => {
    const basic = { username: 'müller', password: 's3cret' };
    const header = { name: 'X-Auth-Secret', value: 'abc' };
    expect(credentialsSchema.parse({ basic, header })).toEqual({ basic, header });
  });

  test.each([
    { bearer: { token: 't' }, basic: { username: 'u', password: 'p' } },
    { bearer: { token: 't' }, header: { name: 'Authorization', value: 'ApiKey k' } },
  ])('cannot fill the Authorization header twice', (twice) => {
    const parsed = credentialsSchema.safeParse(twice);
    expect(parsed.error?.issues[0]?.message).toContain('one Authorization header');
  });

  test.each([
    ...['Host', 'Content-Length', 'Content-Type', 'Content-Encoding', 'transfer-encoding'],
    ...['Connection', 'Keep-Alive', 'Proxy-Connection', 'TE', 'Trailer', 'Upgrade', 'Expect'],
    ...['Proxy-Authorization', 'Proxy-Authenticate', 'HTTP2-Settings', 'Patchbay-Loop'],
  ])('cannot stand in %s, which is reserved (faults S8, S12)', (name) => {
    expect(credentialsSchema.safeParse({ header: { name, value: 'x' } }).success).toBe(false);
  });

  test('may name an authority by its certificates in PEM, and by nothing else (fault N18)', () => {
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    for (const authority of [pem, `${pem}${pem}`]) {
      expect(credentialsSchema.parse({ authority })).toEqual({ authority });
    }
    const key = '-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----';
    for (const authority of ['', '/etc/ssl/ca.pem', key, `${pem}${key}`]) {
      const { error } = credentialsSchema.safeParse({ authority });
      expect(error?.issues[0]?.message).toContain('certificates in PEM');
    }
    expect(summariseCredentials({ authority: pem })).toEqual({ kinds: [], hasAuthority: true });
  });

  test.each(['', 'X Key', 'X-Key:', 'X-Key\r\nHost', 'X\0', 'Schlüssel', 'X-Kéy', ':authority'])(
    'cannot stand in %j, which is no name of a header (fault S8)',
    (name) => {
      expect(credentialsSchema.safeParse({ header: { name, value: 'x' } }).success).toBe(false);
    },
  );

  test.each(['a\r\nb', 'a\nb', 'a\0b'])('have no line break in a header (fault S8)', (value) => {
    expect(credentialsSchema.safeParse({ header: { name: 'X-Key', value } }).success).toBe(false);
    expect(credentialsSchema.safeParse({ bearer: { token: value } }).success).toBe(false);
  });
});

describe('the summary of credentials', () => {
  test('says which there are, and no secret', () => {
    const summary = summariseCredentials({
      basic: { username: 'ana', password: 'one-secret' },
      header: { name: 'X-Key', value: 'another-secret' },
    });
    expect(summary).toEqual({ kinds: ['basic', 'header'], username: 'ana', headerName: 'X-Key' });
    expect(summariseCredentials({ bearer: { token: 'a-secret' } })).toEqual({ kinds: ['bearer'] });
  });

  test('is empty where there are none', () => {
    expect(summariseCredentials({})).toEqual({ kinds: [] });
  });
});
