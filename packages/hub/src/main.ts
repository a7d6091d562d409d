import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type Composition, compose } from './compose.ts';
import { type HubConfig, type HubOptions, readConfig } from './config.ts';
import { lockDataFolder } from './database/data-folder-lock.ts';
import { createDatabase } from './database/database.ts';
import { type EmbeddedServer, startEmbeddedServer } from './database/embedded-server.ts';
import { migrate } from './database/migrate.ts';
import { createLogger } from './logger.ts';

/** A hub that runs in this process. */
export interface Hub {
  /** Its address without a path: `http://127.0.0.1:7400`. */
  readonly url: string;
  /** The key of the first start, which may do everything. */
  readonly apiKey: string;
  /** Ends when the hub has stopped: with an error where it could not go on by itself. */
  readonly ended: Promise<void>;
  /** Takes no more requests, lets the work in hand end, closes the database and stops its server. */
  stop(): Promise<void>;
  /** Ends the embedded database at once, for a process that is about to exit. */
  abandon(): void;
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
  /** What is to be undone, the last first: also where the start fails half way. */
  const undo: (() => Promise<void>)[] = [];
  async function stopAll(): Promise<void> {
    for (const step of undo.splice(0).reverse()) {
      await step().catch((error: unknown) =>
        log.error({ err: error }, 'Stopping did not go well.'),
      );
    }
  }

  try {
    await mkdir(config.dataFolder, {
      recursive: true,
      mode: process.getuid?.() === 0 ? 0o711 : 0o700,
    });
    const lock = await lockDataFolder(config.dataFolder);
    undo.push(() => lock.release());
    const server = config.databaseUrl ? null : await startEmbeddedServer(config.dataFolder);
    if (server) undo.push(() => server.stop());
    const database = createDatabase(config.databaseUrl ?? server?.url ?? '', {
      onError: (error) => log.warn({ err: error }, 'A database connection broke.'),
    });
    undo.push(() => database.close());
    await migrate(database);
    const hub = await compose(config, database, log);
    undo.push(() => closeHub(hub));
    const apiKey = await hub.access.ensureFirstKey();
    const url = await listen(hub, config);
    undo.push(() => rm(join(config.dataFolder, 'hub.json'), { force: true }));
    await hub.startWorkers();
    log.info({ url, dataFolder: config.dataFolder }, 'The hub runs.');
    return toHub({ url, apiKey, server, stopAll });
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/**
 * Waits until the hub has ended. SIGTERM and SIGINT (Ctrl-C) stop it in order; a second one ends
 * the process at once.
 */
export async function stopOnSignal(hub: Hub): Promise<void> {
  let isStopping = false;
  function onSignal(): void {
    if (isStopping) {
      hub.abandon();
      process.exit(130);
    }
    isStopping = true;
    void hub.stop();
  }
  const signals = ['SIGTERM', 'SIGINT'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  try {
    await hub.ended;
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}

/** Listens on loopback only, and writes down where. */
async function listen(hub: Composition, config: HubConfig): Promise<string> {
  await hub.app.listen({ host: '127.0.0.1', port: config.port }).catch((cause: unknown) => {
    throw cannotListen(config.port, cause);
  });
  const [address] = hub.app.addresses();
  const port = address?.port ?? config.port;
  const url = `http://127.0.0.1:${port}`;
  hub.listenAt(url);
  const content = JSON.stringify({ url, pid: process.pid });
  await writeFile(join(config.dataFolder, 'hub.json'), `${content}\n`);
  return url;
}

function cannotListen(port: number, cause: unknown): PatchbayError {
  const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
  const reason = isTaken ? 'is taken by another program' : `cannot be used (${String(cause)})`;
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `Port ${port} of 127.0.0.1 ${reason}. Choose another with PATCHBAY_PORT or --port; 0 takes any that is free.`,
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

function toHub(parts: {
  url: string;
  apiKey: string;
  server: EmbeddedServer | null;
  stopAll(): Promise<void>;
}): Hub {
  const { url, apiKey, server, stopAll } = parts;
  const ending = Promise.withResolvers<void>();
  let stopping: Promise<void> | null = null;
  function stop(failure?: Error): Promise<void> {
    stopping ??= stopAll().then(() => (failure ? ending.reject(failure) : ending.resolve()));
    return stopping;
  }
  ending.promise.catch(() => {}); // whoever waits for the end hears of it
  void server?.exited.then(() =>
    stop(
      new PatchbayError({
        code: 'STORAGE_DATABASE_FAILED',
        message: 'The embedded PostgreSQL ended by itself while the hub ran.',
      }),
    ),
  );
  return {
    url,
    apiKey,
    ended: ending.promise,
    stop: () => stop(),
    abandon: () => server?.kill(),
  };
}
