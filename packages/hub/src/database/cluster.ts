import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { commandFor, type PostgresAccount } from './postgres-account.ts';

/** The user of the database to whom everything belongs. */
export const databaseUser = 'patchbay';

/**
 * Makes a PostgreSQL folder where there is none. It is made under another name and renamed when
 * it is whole, so that a crash in the middle leaves nothing that looks like a database.
 */
export async function ensureCluster(
  folder: string,
  passwordFile: string,
  initdb: string,
  account: PostgresAccount | null,
): Promise<{ password: string }> {
  if (await exists(join(folder, 'PG_VERSION'))) {
    return { password: (await readFile(passwordFile, 'utf8')).trim() };
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  const newFolder = `${folder}.new`;
  await rm(newFolder, { recursive: true, force: true });
  await mkdir(newFolder, { mode: 0o700 });
  if (account) {
    await chown(passwordFile, account.uid, account.gid);
    await chown(newFolder, account.uid, account.gid);
  }
  await runInitdb(initdb, newFolder, passwordFile, account);
  await rename(newFolder, folder);
  return { password };
}

async function runInitdb(
  initdb: string,
  folder: string,
  passwordFile: string,
  account: PostgresAccount | null,
): Promise<void> {
  const command = await commandFor(
    account,
    initdb,
    [
      `--pgdata=${folder}`,
      `--username=${databaseUser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // PostgreSQL's own C.UTF-8: the same on every machine, whatever locales it has installed.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ],
    folder,
  );
  const { code, output } = await runToEnd(command.command, command.arguments, command);
  if (code !== 0) {
    throw new PatchbayError({
      code: 'STORAGE_DATABASE_FAILED',
      message: `initdb could not make a database in ${folder}: ${output.trim().slice(-2000)}`,
    });
  }
}

function runToEnd(
  command: string,
  commandArguments: readonly string[],
  account: { uid?: number; gid?: number },
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, {
      ...(account.uid !== undefined && { uid: account.uid, gid: account.gid }),
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
