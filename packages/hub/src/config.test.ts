import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
