import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

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
  ['PATCHBAY_PORT', '70000'],
  ['PATCHBAY_PORT', 'http'],
  ['DATABASE_URL', 'mysql://localhost/patchbay'],
  ['PATCHBAY_SECRET_KEY', 'short'],
  ['PATCHBAY_PUBLIC_URL', 'patchbay.example.org'],
])('%s=%s is refused by the name of the variable', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(
    expect.objectContaining({ code: 'INPUT_INVALID', message: expect.stringContaining(name) }),
  );
});
