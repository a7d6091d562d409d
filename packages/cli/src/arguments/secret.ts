import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/** How help texts explain where a secret may come from. */
export const secretSources = 'the value itself, env:NAME, @file, or - for standard input';

/**
 * Reads a secret from where the argument says: `env:NAME`, `@file`, `-` (standard input), else the
 * argument itself, which other users of the machine may see in the list of processes. The line
 * break at the end of a file or of standard input is not part of it. Messages never repeat a secret.
 */
export async function readSecret(
  option: string,
  argument: string,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  if (argument === '-') return withoutLineEnd(await text(process.stdin));
  if (argument.startsWith('@'))
    return withoutLineEnd(await readSecretFile(option, argument.slice(1)));
  if (!argument.startsWith('env:')) return argument;
  const name = argument.slice('env:'.length);
  const value = environment[name];
  if (value) return value;
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `${option} names the environment variable ${name}, which is not set`,
  });
}

async function readSecretFile(option: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message: `${option} begins with @, which names a file to read, and that file cannot be read; a secret that itself begins with @ is given as env:NAME or on standard input`,
      cause,
    });
  }
}

function withoutLineEnd(secret: string): string {
  return secret.replace(/\r?\n$/, '');
}
