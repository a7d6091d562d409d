import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Logger } from 'pino';
import { type Composition, compose } from './compose.ts';
import { type HubConfig, type HubOptions, readConfig } from './config.ts';
import { makeDataFolder } from './data-folder.ts';
import { lockDataFolder } from './database/data-folder-lock.ts';
import { createDatabase } from './database/database.ts';
import { type EmbeddedServer, startEmbeddedServer } from './database/embedded-server.ts';
import { migrate } from './database/migrate.ts';
import { findDoubtfulSettings } from './doubtful-settings.ts';
import { createLogger } from './logger.ts';
import {
  createRunningProcess,
  createUndoList,
  type RunningProcess,
  type UndoList,
} from './running-process.ts';
import { watchForMistakes } from './stop-on-signal.ts';

/** A hub that runs in this process. */
export interface Hub extends RunningProcess {
  /** Its address without a path: `http://127.0.0.1:7400`. */
  readonly url: string;
  /** The key of the first start, which may do everything. */
  readonly apiKey: string;
  /** The address at which somebody becomes the first owner; null where there is one. It works once. */
  readonly ownerLink: string | null;
  /** An address that signs a browser in as a user, once. */
  createSignInLink(email: string): Promise<string>;
}

/** Open requests, such as those who watch a run, are cut off after this time. */
const requestGraceMs = 3000;

/**
 * Starts a hub: the environment says how, options go before it.
 * @throws PatchbayError INPUT_INVALID (a setting), STORAGE_HELD, STORAGE_DATABASE_FAILED,
 *   STORAGE_SCHEMA_NEWER
 */
export async function startHub(options: HubOptions = {}): Promise<Hub> {
  const config = readConfig(process.env, options);
  const log = createLogger(config.logLevel);
  for (const doubt of findDoubtfulSettings(config)) log.warn(doubt);
  const undo = createUndoList(log);
  try {
    await makeDataFolder(config.dataFolder);
    const lock = await lockDataFolder(config.dataFolder);
    undo.add(() => lock.release());
    const server = config.databaseUrl ? null : await startEmbeddedServer(config.dataFolder);
    if (server) undo.add(() => server.stop());
    const database = createDatabase(config.databaseUrl ?? server?.url ?? '', {
      onError: (error) => log.warn({ err: error }, 'A database connection broke.'),
    });
    undo.add(() => database.close());
    await migrate(database);
    const hub = await compose(config, database, log);
    undo.add(() => closeHub(hub));
    const apiKey = await hub.access.ensureFirstKey();
    const url = await listen(hub, config);
    undo.add(() => rm(join(config.dataFolder, 'hub.json'), { force: true }));
    await hub.deployment.announce(config.publicUrl ?? url);
    const ownerLink = await hub.firstOwner.provide(readOwner(config));
    await hub.startWorkers();
    log.info({ url, dataFolder: config.dataFolder }, 'The hub runs.');
    const createSignInLink = hub.firstOwner.createSignInAddress;
    return { url, apiKey, ownerLink, createSignInLink, ...run(hub, undo, server, log) };
  } catch (error) {
    await undo.run();
    throw error;
  }
}

/** The hub as a process: it stops by itself where its database ends. */
function run(
  hub: Composition,
  undo: UndoList,
  server: EmbeddedServer | null,
  log: Logger,
): RunningProcess {
  const running = createRunningProcess({ stopAll: undo.run, abandon: () => server?.kill() });
  const unwatch = watchForMistakes(log, running);
  undo.add(async () => unwatch());
  void hub.keyLost.then(running.fail);
  void server?.exited.then(() => {
    hub.giveUpWork();
    running.fail(
      new PatchbayError({
        code: 'STORAGE_DATABASE_FAILED',
        message: 'The embedded PostgreSQL ended by itself while the hub ran.',
      }),
    );
  });
  return running;
}

/** Who the environment says is the first owner. */
function readOwner({ adminEmail: email, adminPassword: password }: HubConfig) {
  return email !== undefined && password !== undefined ? { email, password } : null;
}

/** Listens, on loopback alone unless told otherwise, and writes down where. */
async function listen(hub: Composition, config: HubConfig): Promise<string> {
  const { host } = config;
  await hub.app.listen({ host, port: config.port }).catch((cause: unknown) => {
    throw cannotListen(config, cause);
  });
  const [address] = hub.app.addresses();
  const url = new URL('http://127.0.0.1');
  url.hostname = spellHost(host);
  url.port = String(address?.port ?? config.port);
  hub.listenAt(url.origin);
  const content = JSON.stringify({ url: url.origin, pid: process.pid });
  await writeFile(join(config.dataFolder, 'hub.json'), `${content}\n`);
  return url.origin;
}

/** How somebody on this machine reaches what listens on an address, in a URL. */
function spellHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function cannotListen({ host, port }: HubConfig, cause: unknown): PatchbayError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  const reason =
    code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${String(cause)})`;
  const remedy =
    code === 'EADDRNOTAVAIL'
      ? 'Set PATCHBAY_HOST to an address of this machine; 127.0.0.1 is where the hub listens without it.'
      : 'Choose another with PATCHBAY_PORT or --port; 0 takes any that is free.';
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `Port ${port} of ${host} ${reason}. ${remedy}`,
    cause,
  });
}

/** New connections are refused at once; those who watch are cut off when the workers are done. */
async function closeHub(hub: Composition): Promise<void> {
  const closed = hub.app.close();
  await hub.drain();
  const timer = setTimeout(() => hub.app.server.closeAllConnections(), requestGraceMs);
  await closed;
  clearTimeout(timer);
}
