import { expect, test } from 'vitest';
import { openKeyRing } from './key-ring.ts';
import { createSecretKey } from './secret-key.ts';
import { createVault } from './vault.ts';

const secret = 'a secret text of the operator, long enough';
const otherSecret = 'another secret text, just as long as it';
const key = createSecretKey(secret);
const other = createSecretKey(otherSecret);
const context = 'organisation/models/1/credentials';

/** A vault whose keys come from the environment alone. */
function createVaultOf(secretKey: string, previousSecretKey?: string) {
  return createVault(openKeyRing({ dataFolder: '/nowhere', secretKey, previousSecretKey }));
}
const vault = createVaultOf(secret);

const unreadable = (message?: RegExp) =>
  expect.objectContaining({
    code: 'SECRET_UNREADABLE',
    ...(message && { message: expect.stringMatching(message) }),
  });

test('a sealed text says nothing, opens in its context, and is another each time', () => {
  const sealed = vault.seal('s3cret äöü', context);
  expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(sealed).not.toContain('s3cret');
  expect(vault.seal('s3cret äöü', context)).not.toBe(sealed);
  expect(vault.unseal(sealed, context)).toBe('s3cret äöü');
});

test('a sealed text that was copied into another row does not open there (fault W2)', () => {
  const sealed = vault.seal('s3cret', context);
  expect(() => vault.unseal(sealed, 'organisation/models/2/credentials')).toThrow(
    unreadable(new RegExp(`does not open with its key ${key.id}.*another row`)),
  );
});

test('a wrong key fails closed and both keys are named (fault W2)', () => {
  const sealed = createVaultOf(otherSecret).seal('s3cret', context);
  expect(() => vault.unseal(sealed, context)).toThrow(
    unreadable(new RegExp(`${other.id}.*${key.id}`)),
  );
});

test.each([0, 1, 2, 3, 4])('a change in part %i of a seal is noticed (fault W2)', (part) => {
  const parts = vault.seal('s3cret', context).split('.');
  const old = parts[part] ?? '';
  parts[part] = (old.startsWith('A') ? 'B' : 'A') + old.slice(1);
  expect(() => vault.unseal(parts.join('.'), context)).toThrow(unreadable());
});

test('a seal that was cut off anywhere, or is plain text, is not opened (fault W2)', () => {
  const sealed = vault.seal('s3cret', context);
  for (let length = 0; length < sealed.length; length += 1) {
    expect(() => vault.unseal(sealed.slice(0, length), context)).toThrow(unreadable());
  }
  for (const text of ['s3cret', '{"bearer":{"token":"s3cret"}}', `${sealed}.more`]) {
    expect(() => vault.unseal(text, context)).toThrow(unreadable(/form of a seal/));
  }
});

test('a shortened tag is not accepted', () => {
  const parts = vault.seal('s3cret', context).split('.');
  parts[3] = (parts[3] ?? '').slice(0, 6);
  expect(() => vault.unseal(parts.join('.'), context)).toThrow(unreadable());
});

test('of several keys all open, and the one that is named seals (fault W1)', async () => {
  const before = createVaultOf(secret).seal('s3cret', context);
  const keys = openKeyRing({
    dataFolder: '/nowhere',
    secretKey: otherSecret,
    previousSecretKey: secret,
  });
  const both = createVault(keys);
  expect(both.unseal(before, context)).toBe('s3cret');
  expect(both.seal('', context)).toMatch(`v1.${other.id}.`);
  const named = { query: async () => ({ rows: [{ id: key.id }] }) };
  expect(await both.sealIn(named, '', context)).toMatch(`v1.${key.id}.`);
  const unknown = { query: async () => ({ rows: [{ id: '00000000' }] }) };
  await expect(both.sealIn(unknown, '', context)).rejects.toThrow(
    unreadable(new RegExp(`00000000.*${other.id} and ${key.id}`)),
  );
});
