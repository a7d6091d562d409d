import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSecretKey, loadSecretKey } from './secret-key.ts';
import { createVault } from './vault.ts';

const key = createSecretKey('a secret text of the operator, long enough');
const vault = createVault(key);
const context = 'organisation/models/1/credentials';

test('a sealed text says nothing, opens in its context, and is another each time', () => {
  const sealed = vault.seal('s3cret äöü', context);
  expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(sealed).not.toContain('s3cret');
  expect(vault.seal('s3cret äöü', context)).not.toBe(sealed);
  expect(vault.unseal(sealed, context)).toBe('s3cret äöü');
});

test('a sealed text that was copied into another row does not open there', () => {
  const sealed = vault.seal('s3cret', context);
  expect(() => vault.unseal(sealed, 'organisation/models/2/credentials')).toThrow(
    expect.objectContaining({ code: 'SECRET_UNREADABLE' }),
  );
});

test('a wrong key fails closed and both keys are named', () => {
  const other = createSecretKey('another secret text, just as long as it');
  const sealed = createVault(other).seal('s3cret', context);
  expect(() => vault.unseal(sealed, context)).toThrow(
    expect.objectContaining({
      code: 'SECRET_UNREADABLE',
      message: expect.stringMatching(new RegExp(`${other.id}.*${key.id}`)),
    }),
  );
});

test.each([0, 1, 2, 3, 4])('a change in part %i of a seal is noticed', (part) => {
  const parts = vault.seal('s3cret', context).split('.');
  const old = parts[part] ?? '';
  parts[part] = (old.startsWith('A') ? 'B' : 'A') + old.slice(1);
  expect(() => vault.unseal(parts.join('.'), context)).toThrow(
    expect.objectContaining({ code: 'SECRET_UNREADABLE' }),
  );
});

test('a shortened tag is not accepted', () => {
  const parts = vault.seal('s3cret', context).split('.');
  parts[3] = (parts[3] ?? '').slice(0, 6);
  expect(() => vault.unseal(parts.join('.'), context)).toThrow(
    expect.objectContaining({ code: 'SECRET_UNREADABLE' }),
  );
});

test('a hub without a configured key makes one that only its owner can read, and keeps it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-key-'));
  const first = await loadSecretKey(folder, undefined);
  const again = await loadSecretKey(folder, undefined);
  expect(again.id).toBe(first.id);
  expect(again.derive('vault')).toEqual(first.derive('vault'));
  expect(first.derive('sign-in')).not.toEqual(first.derive('vault'));
  expect((await stat(join(folder, 'secret-key'))).mode & 0o777).toBe(0o600);
  const text = (await readFile(join(folder, 'secret-key'), 'utf8')).trim();
  expect((await loadSecretKey(folder, text)).id).toBe(first.id);
  await rm(folder, { recursive: true });
});
