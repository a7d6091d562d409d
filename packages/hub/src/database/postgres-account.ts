import { access, constants, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/** The account of the operating system under which the embedded server runs. */
export interface PostgresAccount {
  readonly uid: number;
  readonly gid: number;
}

/** How a program of PostgreSQL is to be started. */
export interface PostgresCommand {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root. Where the hub does, its server runs as `postgres`, or as
 * `nobody` where the system has no such account; null where the hub's own account will do.
 */
export async function findPostgresAccount(): Promise<PostgresAccount | null> {
  if (process.getuid?.() !== 0) return null;
  const accounts = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account) return { uid: Number(account[2]), gid: Number(account[3]) };
  }
  throw new PatchbayError({
    code: 'STORAGE_DATABASE_FAILED',
    message:
      'The hub runs as root, but PostgreSQL does not run as root, and there is neither an account "postgres" nor "nobody". Start the hub as an ordinary user, or set DATABASE_URL.',
  });
}

/**
 * The command that starts a program under an account. Where root keeps the program or the data
 * folder below a folder that the account cannot enter (such as /root), the account is given the
 * one capability that it then needs, with setpriv of util-linux.
 */
export async function commandFor(
  account: PostgresAccount | null,
  program: string,
  programArguments: readonly string[],
  folder: string,
): Promise<PostgresCommand> {
  if (!account) return { command: program, arguments: programArguments };
  if ((await canEnter(account, dirname(program))) && (await canEnter(account, dirname(folder)))) {
    return { command: program, arguments: programArguments, ...account };
  }
  const capability = '+dac_override';
  return {
    command: await findSetpriv(folder),
    arguments: [
      `--reuid=${account.uid}`,
      `--regid=${account.gid}`,
      '--clear-groups',
      `--inh-caps=${capability}`,
      `--ambient-caps=${capability}`,
      program,
      ...programArguments,
    ],
  };
}

async function canEnter(account: PostgresAccount, folder: string): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder);
  let needed = 0o001;
  if (uid === account.uid) needed = 0o100;
  else if (gid === account.gid) needed = 0o010;
  if ((mode & needed) === 0) return false;
  return dirname(folder) === folder || canEnter(account, dirname(folder));
}

async function findSetpriv(folder: string): Promise<string> {
  for (const path of ['/usr/bin/setpriv', '/bin/setpriv']) {
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  throw new PatchbayError({
    code: 'STORAGE_DATABASE_FAILED',
    message: `The hub runs as root, and PostgreSQL, which does not, cannot enter ${folder} or its own program folder. Put both where every user may enter (not below /root), start the hub as an ordinary user, or set DATABASE_URL.`,
  });
}
