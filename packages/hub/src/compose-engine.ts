import type { Caller } from '@patchbay/connect/caller.ts';
import type { Logger } from 'pino';
import { v7 as createId } from 'uuid';
import type { AuditLog } from './access/audit.ts';
import type { Database } from './database/database.ts';
import type { DatasetsService } from './datasets/datasets-service.ts';
import type { ModelsService } from './models/models-service.ts';
import { createNotifications } from './queue/notifications.ts';
import { createQueue } from './queue/queue.ts';
import { createRunSignals } from './queue/run-signals.ts';
import { createAskService } from './runs/ask-service.ts';
import { createBeatStore } from './runs/beat-store.ts';
import { createBegunStore } from './runs/begun-store.ts';
import { createIsolation } from './runs/engine/isolation.ts';
import { createModelSessions } from './runs/engine/model-session.ts';
import { createOutcomeStore } from './runs/engine/outcome-store.ts';
import { createRetryBudgets } from './runs/engine/retry-budget.ts';
import { createRunBeats } from './runs/engine/run-beats.ts';
import { createRunTurns } from './runs/engine/run-turns.ts';
import { createRunWorkers } from './runs/engine/run-workers.ts';
import { createRateStore } from './runs/gates/rate-store.ts';
import { createItemStore } from './runs/item-store.ts';
import { createPauseService } from './runs/pause-service.ts';
import { createPauseStore } from './runs/pause-store.ts';
import { createRunService } from './runs/run-service.ts';
import type { RunStore } from './runs/run-store.ts';
import { createTallyStore } from './runs/tally-store.ts';
import { createWorkStore } from './runs/work-store.ts';
import type { AssetStorage } from './storage/asset-storage.ts';

/** What the engine stands on, constructed before it. */
export interface EngineGround {
  readonly database: Database;
  readonly storage: AssetStorage;
  readonly audit: AuditLog;
  readonly caller: Caller;
  readonly runStore: RunStore;
  readonly models: ModelsService;
  readonly datasets: DatasetsService;
}

export type Engine = ReturnType<typeof composeEngine>;

/** The run engine: what starts runs, and the workers that carry them out. */
export function composeEngine(
  { database, storage, audit, caller, runStore, models, datasets }: EngineGround,
  options: { parallelChunks: number },
  log: Logger,
) {
  const workerId = createId();
  const workerLog = log.child({ worker: workerId });
  const onError = (error: unknown) =>
    workerLog.error({ err: error }, 'A run met a failure of the hub.');
  const notifications = createNotifications({ connectionString: database.url, onError });
  const queue = createQueue({ pool: database.pool, notifications, onError });
  const signals = createRunSignals(notifications);
  const work = createWorkStore(database);
  const beatStore = createBeatStore(database);
  const parts = {
    queue,
    work,
    turns: createRunTurns({ queue, work }),
    begun: createBegunStore(database),
    beatStore,
    beats: createRunBeats({ store: beatStore, workerId, onError }),
    isolation: createIsolation(),
    retries: createRetryBudgets(),
    log: workerLog,
    signals,
    models,
    datasets,
    caller,
    audit,
    runs: runStore,
    items: createItemStore(database),
    tallies: createTallyStore(database),
    outcomes: createOutcomeStore(database, storage),
    sessions: createModelSessions({ models, rates: createRateStore(database) }),
    onError,
  };
  const workers = createRunWorkers(parts, options);
  const runs = createRunService(parts);
  const pauses = createPauseService({ ...parts, pauses: createPauseStore(), get: runs.get });
  return {
    workerId,
    notifications,
    queue,
    signals,
    workers,
    runs,
    pauses,
    questions: createAskService(parts),
  };
}
