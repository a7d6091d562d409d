import { passwordSchema } from '@patchbay/core/api/session.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { hashPassword, verifyPassword } from 'better-auth/crypto';

/** Hashes a password with scrypt, as better-auth keeps it. */
export { hashPassword };

/**
 * Whether a password is that of a hash. Where there is no hash, as for somebody who is not known, it takes
 * the same time and is no.
 */
export async function passwordFits(
  password: string,
  passwordHash: string | null,
): Promise<boolean> {
  if (passwordHash !== null) return await verifyPassword({ hash: passwordHash, password });
  await hashPassword(password);
  return false;
}

/** @throws PatchbayError INPUT_INVALID for a password that is too short, too long, or the address itself */
export function requireGoodPassword(password: string, email: string): void {
  const issue = passwordSchema.safeParse(password).error?.issues[0];
  const isAddress = password.toLowerCase() === email.toLowerCase();
  if (!issue && !isAddress) return;
  const message = issue?.message ?? 'is the e-mail address; choose one that others do not know';
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The password ${message}.`,
    details: { issues: [{ path: '/password', message }] },
  });
}
