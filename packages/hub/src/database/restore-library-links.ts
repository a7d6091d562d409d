import { readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import * as z from 'zod';

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Makes the links between library versions that npm cannot pack. The package of the programs makes them
 * in an install script, and many installations run no such scripts.
 * @param packageFolder the folder with `native/` in it.
 * @throws PatchbayError STORAGE_DATABASE_FAILED where links are missing and cannot be made.
 */
export async function restoreLibraryLinks(packageFolder: string): Promise<void> {
  const list = await readFile(join(packageFolder, 'native/pg-symlinks.json'), 'utf8').catch(
    () => '[]', // a platform whose libraries need none
  );
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    const path = join(packageFolder, target);
    await symlink(relative(dirname(target), source), path).catch((error) => explain(error, path));
  }
}

function explain(cause: NodeJS.ErrnoException, path: string): void {
  if (cause.code === 'EEXIST') return;
  throw new PatchbayError({
    code: 'STORAGE_DATABASE_FAILED',
    message: `The embedded PostgreSQL was installed without its install script, and ${path} cannot be made now (${cause.code}). Install it again with scripts allowed, as the user who runs the hub, or set DATABASE_URL.`,
    cause,
  });
}
