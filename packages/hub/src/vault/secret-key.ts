import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/** The secret from which the hub derives its keys, and its name, which may be shown. */
export interface SecretKey {
  readonly id: string;
  /** A key of 32 bytes for one purpose: keys for different purposes do not give each other away. */
  derive(purpose: string): Buffer;
}

/** Makes keys out of a secret text of at least 32 characters. */
export function createSecretKey(secret: string): SecretKey {
  const digest = createHash('sha256').update('patchbay key id\n').update(secret).digest('hex');
  return {
    id: digest.slice(0, 8),
    derive: (purpose) => Buffer.from(hkdfSync('sha256', secret, '', `patchbay ${purpose}`, 32)),
  };
}

/** Where the secret text lies that a hub makes for itself. */
export function secretKeyFile(dataFolder: string): string {
  return join(dataFolder, 'secret-key');
}

/** The secret text of the operator, else that in the data folder; null where there is neither. */
export async function findSecret(
  dataFolder: string,
  configured: string | undefined,
): Promise<string | null> {
  if (configured !== undefined) return configured;
  try {
    return (await readFile(secretKeyFile(dataFolder), 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * The secret of the operator (PATCHBAY_SECRET_KEY), else the one in the file `secret-key` of the
 * data folder, which is made at the first start.
 */
export async function loadSecretKey(
  dataFolder: string,
  configured: string | undefined,
): Promise<SecretKey> {
  if (configured !== undefined) return createSecretKey(configured);
  const file = secretKeyFile(dataFolder);
  try {
    await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return createSecretKey((await readFile(file, 'utf8')).trim());
}

/** A worker makes no key of its own: it could open nothing. @throws PatchbayError INPUT_INVALID */
export async function requireSecretKey(
  dataFolder: string,
  configured: string | undefined,
): Promise<void> {
  if (configured !== undefined) return;
  const file = secretKeyFile(dataFolder);
  await access(file).catch((cause: unknown) => {
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message: `The worker has no secret key: PATCHBAY_SECRET_KEY is not set, and there is no ${file}. Set it to the key of the hub, or name the data folder of the hub with PATCHBAY_DATA.`,
      cause,
    });
  });
}
