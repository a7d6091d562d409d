import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import pg from 'pg';
import { databaseUser, ensureCluster } from './cluster.ts';
import { stopLeftoverServer, stopServer } from './leftover-server.ts';
import { commandFor, findPostgresAccount, type PostgresAccount } from './postgres-account.ts';
import { chooseAddress, databaseUrl, listenSettings } from './postgres-address.ts';
import { findPostgresPrograms } from './postgres-programs.ts';
import { restoreLibraryLinks } from './restore-library-links.ts';

/** A real PostgreSQL that belongs to this hub. */
export interface EmbeddedServer {
  /** URL of the database `patchbay`, with its password. */
  readonly url: string;
  readonly pid: number;
  /** Ends when the server does, called for or not. */
  readonly exited: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
  /** Immediate shutdown, without waiting: the next start recovers from the write-ahead log. */
  kill(): void;
}

const startPatienceMs = 60_000;
const largestLogBytes = 10_000_000;

/**
 * Starts PostgreSQL in `<dataFolder>/postgres` and makes the database `patchbay` in it. The caller
 * holds the lock of the data folder. Fails with STORAGE_DATABASE_FAILED and the end of the log.
 */
export async function startEmbeddedServer(
  dataFolder: string,
  settings: { readonly [name: string]: string } = {},
): Promise<EmbeddedServer> {
  const folder = join(dataFolder, 'postgres');
  const programs = findPostgresPrograms();
  await restoreLibraryLinks(programs.packageFolder);
  const account = await findPostgresAccount();
  const passwordFile = join(dataFolder, 'postgres-password');
  const { password } = await ensureCluster(folder, passwordFile, programs.initdb, account);
  await stopLeftoverServer(folder);

  const address = await chooseAddress(folder);
  const logFile = join(dataFolder, 'postgres.log');
  const child = await spawnServer(programs.postgres, folder, logFile, account, {
    ...listenSettings(address),
    fsync: 'on',
    full_page_writes: 'on',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const pid = child.pid;
  if (pid === undefined) throw await startFailure(folder, logFile);
  const user = { name: databaseUser, password };
  const isUp = await waitUntilUp(databaseUrl(address, user, 'postgres'), child);
  if (!isUp) {
    if (child.exitCode === null) await stopServer(pid);
    throw await startFailure(folder, logFile);
  }
  return {
    url: databaseUrl(address, user, 'patchbay'),
    pid,
    exited,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) await stopServer(pid);
      await exited;
    },
    kill() {
      if (child.exitCode === null && child.signalCode === null) process.kill(pid, 'SIGQUIT');
    },
  };
}

async function spawnServer(
  program: string,
  folder: string,
  logFile: string,
  account: PostgresAccount | null,
  settings: { readonly [name: string]: string },
): Promise<ChildProcess> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = await commandFor(account, program, ['-D', folder, ...flags], folder);
  const log = await openLog(logFile);
  try {
    const child = spawn(command.command, command.arguments, {
      ...(command.uid !== undefined && { uid: command.uid, gid: command.gid }),
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      stdio: ['ignore', log.fd, log.fd],
      // In a session of its own, so that Ctrl-C in a terminal reaches the hub alone, which then
      // drains before it stops its database.
      detached: true,
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

async function openLog(logFile: string) {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size > largestLogBytes) await rename(logFile, `${logFile}.old`);
  return open(logFile, 'a', 0o600);
}

/** Waits until the server takes connections and has the database; false when it ended instead. */
async function waitUntilUp(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + startPatienceMs;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {}); // a connection that breaks here is tried again
    try {
      await client.connect();
      const { rowCount } = await client.query("select from pg_database where datname = 'patchbay'");
      if (rowCount === 0) await client.query('create database patchbay');
      return true;
    } catch {
      await delay(25);
    } finally {
      await client.end().catch(() => {});
    }
  }
  return false;
}

async function startFailure(folder: string, logFile: string): Promise<PatchbayError> {
  const log = await readFile(logFile, 'utf8').catch(() => '');
  return new PatchbayError({
    code: 'STORAGE_DATABASE_FAILED',
    message: `PostgreSQL in ${folder} did not start. The end of its log: ${log.trim().slice(-2000)}`,
  });
}
