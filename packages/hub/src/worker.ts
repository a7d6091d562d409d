import { mkdir } from 'node:fs/promises';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { composeWorker } from './compose-worker.ts';
import { type HubConfig, type HubOptions, readConfig } from './config.ts';
import { createDatabase } from './database/database.ts';
import { requireCurrentSchema } from './database/migrate.ts';
import { findRunningServer } from './database/running-server.ts';
import { createLogger } from './logger.ts';
import { createRunningProcess, createUndoList, type RunningProcess } from './running-process.ts';
import { watchForMistakes } from './stop-on-signal.ts';
import { secretKeyFile } from './vault/key-file.ts';
import { readSecrets } from './vault/key-ring.ts';
import { startWorkerHealth, type WorkerHealth } from './worker-health.ts';

/** A worker that runs in this process: it works on runs, and answers nobody. */
export interface Worker extends RunningProcess {
  /** By which logs and beats name it. */
  readonly id: string;
  /** Where supervisors ask whether it lives; null where no port was named for that. */
  readonly healthUrl: string | null;
}

/** Connections to the database: those of the chunks at work, of the queue, and a few beside. */
const maximumConnections = 12;

/** No query of a worker takes nearly so long: after it the database counts as gone without a word. */
const queryTimeoutMs = 60_000;

/**
 * Starts a worker on the database of a hub: that of DATABASE_URL, else the one which the hub runs in
 * the data folder on this machine. The environment says how, options go before it.
 * @throws PatchbayError INPUT_INVALID (a setting), STORAGE_DATABASE_FAILED, STORAGE_SCHEMA_NEWER,
 *   STORAGE_SCHEMA_OLDER, SECRET_UNREADABLE, STORAGE_NOT_SHARED
 */
export async function startWorker(options: HubOptions = {}): Promise<Worker> {
  const config = readConfig(process.env, options);
  const log = createLogger(config.logLevel);
  const undo = createUndoList(log);
  try {
    await mkdir(config.dataFolder, { recursive: true, mode: 0o700 });
    requireSomeKey(config);
    const database = createDatabase(await findDatabase(config), {
      maximumConnections,
      queryTimeoutMs,
      onError: (error) => log.warn({ err: error }, 'A database connection broke.'),
    });
    undo.add(() => database.close());
    await requireCurrentSchema(database);
    const worker = await composeWorker(config, database, log);
    const health = await openHealth(config, worker.id);
    // Before what is drained, so that it is told until nothing is left.
    undo.add(async () => health?.close());
    undo.add(() => worker.drain());
    const { hubUrl } = await worker.deployment.join();
    worker.listenAt(hubUrl);
    await worker.startWorkers();
    log.info(
      { worker: worker.id, hub: hubUrl, parallel: config.workers, health: health?.url },
      'The worker runs.',
    );
    const running = createRunningProcess({
      async stopAll() {
        log.info({ worker: worker.id }, 'The worker stops.');
        await undo.run();
      },
      abandon: () => {},
    });
    void worker.keyLost.then(running.fail);
    const unwatch = watchForMistakes(log, running);
    undo.add(async () => unwatch());
    return { id: worker.id, healthUrl: health?.url ?? null, ...running };
  } catch (error) {
    await undo.run();
    throw error;
  }
}

async function openHealth(
  { healthHost: host, healthPort: port }: HubConfig,
  workerId: string,
): Promise<WorkerHealth | null> {
  return port === undefined ? null : await startWorkerHealth({ host, port, workerId });
}

/** A worker makes no key of its own: it could open nothing. @throws PatchbayError INPUT_INVALID */
function requireSomeKey(config: HubConfig): void {
  if (readSecrets(config).length > 0) return;
  const file = secretKeyFile(config.dataFolder);
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The worker has no secret key: PATCHBAY_SECRET_KEY is not set, and there is no key in ${file}. Set it to the key of the hub, or name the data folder of the hub with PATCHBAY_DATA.`,
  });
}

async function findDatabase(config: HubConfig): Promise<string> {
  return config.databaseUrl ?? (await findRunningServer(config.dataFolder));
}
