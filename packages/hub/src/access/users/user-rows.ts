import type { Auth } from '../auth-store.ts';

/** better-auth, as it writes within a transaction. */
export type Keeper = Parameters<Parameters<Auth['within']>[1]>[0];

/** Keeps the hash of a user's password, in place of the one before. */
export async function keepPassword(
  keeper: Keeper,
  userId: string,
  passwordHash: string,
): Promise<void> {
  if (await keeper.findCredentialAccount(userId)) {
    await keeper.updatePassword(userId, passwordHash);
    return;
  }
  await keeper.linkAccount({
    userId,
    accountId: userId,
    providerId: 'credential',
    password: passwordHash,
  });
}

/** Makes a user with a password; returns their id. */
export async function createUser(
  keeper: Keeper,
  { name, email, passwordHash }: { name: string; email: string; passwordHash: string },
): Promise<string> {
  const { id } = await keeper.createUser(
    { name, email, emailVerified: false },
    { method: 'internal' },
  );
  await keepPassword(keeper, id, passwordHash);
  return id;
}
