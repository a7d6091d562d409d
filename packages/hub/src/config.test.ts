import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readOidcSettings } from './access/oidc/oidc-settings.ts';
import { readConfig } from './config.ts';
import { readS3Settings } from './storage/s3/s3-settings.ts';

test('an empty environment gives the embedded server, port 7400 and no allowances', () => {
  expect(readConfig({})).toMatchObject({
    dataFolder: join(homedir(), '.patchbay'),
    port: 7400,
    databaseUrl: undefined,
    egressAllow: [],
  });
});

test('options go before the environment, and an empty variable counts as none', () => {
  const environment = {
    PATCHBAY_DATA: '/data',
    PATCHBAY_PORT: '8000',
    PATCHBAY_EGRESS_ALLOW: '127.0.0.1:9000, 10.0.0.0/8,',
    DATABASE_URL: '',
  };
  expect(readConfig(environment, { port: 0 })).toMatchObject({
    dataFolder: '/data',
    port: 0,
    databaseUrl: undefined,
    egressAllow: ['127.0.0.1:9000', '10.0.0.0/8'],
  });
});

test.each([
  ['PATCHBAY_HOST', 'hub.local'],
  ['PATCHBAY_TRUSTED_PROXIES', 'proxy.local'],
  ['PATCHBAY_PORT', '70000'],
  ['PATCHBAY_PORT', 'http'],
  ['DATABASE_URL', 'mysql://localhost/patchbay'],
  ['PATCHBAY_SECRET_KEY', 'short'],
  ['PATCHBAY_PUBLIC_URL', 'patchbay.example.org'],
  ['PATCHBAY_S3_ENDPOINT', 'minio:9000'],
  ['PATCHBAY_S3_PATH_STYLE', 'perhaps'],
])('%s=%s is refused by the name of the variable', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(
    expect.objectContaining({ code: 'INPUT_INVALID', message: expect.stringContaining(name) }),
  );
});

test('an object storage is named by its bucket; elsewhere than at Amazon the bucket stands in the path', () => {
  expect(readS3Settings(readConfig({ PATCHBAY_S3_REGION: 'eu-west-1' }))).toBeNull();
  const PATCHBAY_S3_BUCKET = 'assets';
  expect(readS3Settings(readConfig({ PATCHBAY_S3_BUCKET }))).toEqual({
    bucket: 'assets',
    pathStyle: false,
  });
  const elsewhere = { PATCHBAY_S3_BUCKET, PATCHBAY_S3_ENDPOINT: 'http://minio:9000' };
  expect(readS3Settings(readConfig(elsewhere))).toEqual({
    bucket: 'assets',
    endpoint: 'http://minio:9000',
    pathStyle: true,
  });
  const hosts = { ...elsewhere, PATCHBAY_S3_PATH_STYLE: 'false', PATCHBAY_S3_REGION: 'eu' };
  expect(readS3Settings(readConfig(hosts))).toMatchObject({ pathStyle: false, region: 'eu' });
});

test('an endpoint without a bucket is refused: files would lie in the folder without a word', () => {
  expect(() => readConfig({ PATCHBAY_S3_ENDPOINT: 'http://minio:9000' })).toThrow(
    'The setting PATCHBAY_S3_BUCKET is not usable: is missing',
  );
});

test('a hub that listens for other machines has to know the address that people use', () => {
  expect(() => readConfig({ PATCHBAY_HOST: '0.0.0.0' })).toThrow(
    'The setting PATCHBAY_PUBLIC_URL is not usable: is missing, but PATCHBAY_HOST is not loopback',
  );
  const PATCHBAY_PUBLIC_URL = 'https://labels.example.org';
  const environment = { PATCHBAY_HOST: '::', PATCHBAY_PUBLIC_URL };
  expect(
    readConfig({ ...environment, PATCHBAY_TRUSTED_PROXIES: '10.0.0.2, fd00::/64' }),
  ).toMatchObject({
    host: '::',
    trustedProxies: ['10.0.0.2', 'fd00::/64'],
  });
  expect(readConfig({ PATCHBAY_HOST: '::1' }).trustedProxies).toEqual([]);
});

describe('sign-in by OpenID Connect', () => {
  const client = { PATCHBAY_OIDC_CLIENT_ID: 'patchbay', PATCHBAY_OIDC_CLIENT_SECRET: 'secret' };
  const issuer = 'https://login.example.org/realms/team';

  test('takes issuer, client id and client secret; its button has the host where it has no name', () => {
    expect(readOidcSettings(readConfig({}))).toBeNull();
    const least = { ...client, PATCHBAY_OIDC_ISSUER: issuer };
    expect(readOidcSettings(readConfig(least))).toEqual({
      issuer,
      clientId: 'patchbay',
      clientSecret: 'secret',
      name: 'login.example.org',
      domains: [],
    });
    const more = {
      PATCHBAY_OIDC_NAME: 'Example',
      PATCHBAY_OIDC_DOMAINS: 'Example.org, example.net',
    };
    expect(readOidcSettings(readConfig({ ...least, ...more }))).toMatchObject({
      name: 'Example',
      domains: ['example.org', 'example.net'],
    });
  });

  test.each([
    ['PATCHBAY_OIDC_ISSUER', { ...client }],
    ['PATCHBAY_OIDC_CLIENT_ID', { PATCHBAY_OIDC_ISSUER: issuer }],
    [
      'PATCHBAY_OIDC_CLIENT_SECRET',
      { ...client, PATCHBAY_OIDC_ISSUER: issuer, PATCHBAY_OIDC_CLIENT_SECRET: '' },
    ],
    ['PATCHBAY_OIDC_ISSUER', { PATCHBAY_OIDC_DOMAINS: 'example.org' }],
  ])('says that %s is missing where only the rest is set', (name, environment) => {
    expect(() => readConfig(environment)).toThrow(
      `The setting ${name} is not usable: is missing; to sign in by OpenID Connect takes PATCHBAY_OIDC_ISSUER, PATCHBAY_OIDC_CLIENT_ID, PATCHBAY_OIDC_CLIENT_SECRET.`,
    );
  });

  test.each([
    ['http://login.example.org', 'must be an https URL; http is for loopback alone'],
    ['https://login.example.org/.well-known/openid-configuration', 'must be the issuer alone'],
    ['https://login.example.org?tenant=1', 'must be the issuer alone'],
    ['login.example.org', 'must be an http or https URL'],
  ])('does not take %s for an issuer', (wrong, message) => {
    const environment = { ...client, PATCHBAY_OIDC_ISSUER: wrong };
    expect(() => readConfig(environment)).toThrow(`PATCHBAY_OIDC_ISSUER is not usable: ${message}`);
  });

  test('takes an issuer without TLS on loopback, for trying it out', () => {
    const environment = { ...client, PATCHBAY_OIDC_ISSUER: 'http://localhost:8080/realms/team' };
    expect(readConfig(environment).oidcIssuer).toBe('http://localhost:8080/realms/team');
  });

  test.each(['@example.org', '*.example.org', 'org', 'a@example.org'])(
    'does not take %s for a domain',
    (domain) => {
      const environment = {
        ...client,
        PATCHBAY_OIDC_ISSUER: issuer,
        PATCHBAY_OIDC_DOMAINS: domain,
      };
      expect(() => readConfig(environment)).toThrow('PATCHBAY_OIDC_DOMAINS is not usable: must be');
    },
  );
});
