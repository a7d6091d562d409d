import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chown, link, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/** A secret text must not be guessed. */
export const leastSecretLength = 32;

/** Where the secret keys lie that a hub makes for itself: one on a line, the newest first. */
export function secretKeyFile(dataFolder: string): string {
  return join(dataFolder, 'secret-key');
}

/** A secret text as a hub draws it. */
export function drawSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The secret texts in a file, the newest first; none where there is no file. @throws PatchbayError INPUT_INVALID */
export function readKeyFile(file: string): string[] {
  const texts = readText(file)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const short = texts.findIndex((text) => text.length < leastSecretLength);
  if (short === -1) return texts;
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The key number ${short + 1} in ${file} is shorter than ${leastSecretLength} characters: the file was damaged or is not one of keys. Restore it from its copy.`,
  });
}

/** Reading at once, not later: a seal that nobody knows the key of is looked up in the middle of opening it. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `The secret keys cannot be read: ${reason}.`;
    throw new PatchbayError({ code: 'INPUT_INVALID', message, cause });
  }
}

/**
 * Puts other keys in place of those in a file: whoever reads it, at any moment, reads the old ones or the new. It stays
 * whose it was, also where root replaces it: the hub, as another user, has to read it at its next start.
 */
export async function replaceKeyFile(file: string, texts: readonly string[]): Promise<void> {
  const before = process.getuid?.() === 0 ? await stat(file).catch(() => null) : null;
  await writeBeside(file, texts, async (written) => {
    if (before) await chown(written, before.uid, before.gid);
    await rename(written, file);
  });
}

/** Writes keys to a file that is not there yet. False, and nothing is changed, where it is. */
export async function makeKeyFile(file: string, texts: readonly string[]): Promise<boolean> {
  try {
    await writeBeside(file, texts, (written) => link(written, file));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The file gets its name when all of it is on the disk, for its owner alone. */
async function writeBeside(
  file: string,
  texts: readonly string[],
  name: (written: string) => Promise<void>,
): Promise<void> {
  const written = `${file}.${randomUUID()}.new`;
  try {
    const handle = await open(written, 'wx', 0o600);
    try {
      await handle.writeFile(`${texts.join('\n')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await name(written);
  } finally {
    await rm(written, { force: true });
  }
}
