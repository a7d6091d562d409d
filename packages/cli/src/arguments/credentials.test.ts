import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCredentials } from './credentials.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-credentials-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('no option gives no credentials', async () => {
  expect(await readCredentials({}, {})).toEqual({});
});

test('a bearer token comes from the argument, from the environment or from a file', async () => {
  const file = join(folder, 'token');
  await writeFile(file, 's3cret\n');
  const environment = { MODEL_TOKEN: 's3cret' };
  for (const bearer of ['s3cret', 'env:MODEL_TOKEN', `@${file}`]) {
    expect(await readCredentials({ bearer }, environment)).toEqual({ bearer: { token: 's3cret' } });
  }
});

test('a password may hold colons, and may come from the environment', async () => {
  expect(await readCredentials({ basic: 'ann:a:b' }, {})).toEqual({
    basic: { username: 'ann', password: 'a:b' },
  });
  expect(await readCredentials({ basic: 'ann:env:PW' }, { PW: 'x' })).toEqual({
    basic: { username: 'ann', password: 'x' },
  });
});

test('an authority is read from the file of its certificate (fault N18)', async () => {
  const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
  const file = join(folder, 'authority.pem');
  await writeFile(file, `${pem}\n`);
  expect(await readCredentials({ authority: file }, {})).toEqual({ authority: pem });
  const missing = readCredentials({ authority: join(folder, 'missing.pem') }, {});
  await expect(missing).rejects.toThrow('--authority');
});

test('a header is split at its first colon', async () => {
  expect(await readCredentials({ header: 'X-Api-Key: k:1' }, {})).toEqual({
    header: { name: 'X-Api-Key', value: 'k:1' },
  });
});

test('an environment variable that is not set is named', async () => {
  await expect(readCredentials({ bearer: 'env:NOT_SET' }, {})).rejects.toThrow(/NOT_SET/);
});

test('a missing colon is explained by the right form', async () => {
  await expect(readCredentials({ basic: 'ann' }, {})).rejects.toThrow(/--basic user:password/);
  await expect(readCredentials({ header: 'key' }, {})).rejects.toThrow(/--header 'Name: value'/);
});

test('no message repeats a secret', async () => {
  const secrets = [
    { bearer: '@hush-hush' },
    { bearer: 'hush\u0007hush' },
    { header: 'host: hush' },
  ];
  for (const options of secrets) {
    await expect(readCredentials(options, {})).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hush') }),
    );
  }
});
