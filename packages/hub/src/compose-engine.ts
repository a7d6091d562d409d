import type { Logger } from 'pino';
import { v7 as createId } from 'uuid';
import type { AuditLog } from './access/audit.ts';
import { composeExchanges, composeTriage, type ExchangeOptions } from './compose-triage.ts';
import type { Database } from './database/database.ts';
import type { DatasetsService } from './datasets/datasets-service.ts';
import type { OrganisationCallers } from './egress/organisation-callers.ts';
import type { ModelsService } from './models/models-service.ts';
import type { UsageMeter } from './models/statistics/usage-meter.ts';
import { createNotifications } from './queue/notifications.ts';
import { createQueue } from './queue/queue.ts';
import { createRunSignals } from './queue/run-signals.ts';
import { createBeatStore } from './runs/beat-store.ts';
import { createBegunStore } from './runs/begun-store.ts';
import { createIsolation } from './runs/engine/isolation.ts';
import { createModelSessions } from './runs/engine/model-session.ts';
import { createOutcomeStore } from './runs/engine/outcome-store.ts';
import { createRetryBudgets } from './runs/engine/retry-budget.ts';
import { createRunBeats } from './runs/engine/run-beats.ts';
import { createRunTurns } from './runs/engine/run-turns.ts';
import { createRunWorkers } from './runs/engine/run-workers.ts';
import { createGateStore } from './runs/gates/gate-store.ts';
import { createOutageStore } from './runs/gates/outage-store.ts';
import { probeEndpoint } from './runs/gates/probe-endpoint.ts';
import type { ProbeStore } from './runs/gates/probe-store.ts';
import { createProber } from './runs/gates/prober.ts';
import { createRateStore } from './runs/gates/rate-store.ts';
import { resumeRuns } from './runs/gates/resume-runs.ts';
import { createItemStore } from './runs/item-store.ts';
import { createPauseService } from './runs/pause-service.ts';
import { createPauseStore } from './runs/pause-store.ts';
import { createReuseStore } from './runs/reuse/reuse-store.ts';
import { createRunService } from './runs/run-service.ts';
import type { RunStore } from './runs/run-store.ts';
import { createTallyStore } from './runs/tally-store.ts';
import { createTriageService } from './runs/triage/triage-service.ts';
import { createWorkStore } from './runs/work-store.ts';
import type { RetentionService } from './settings/retention-service.ts';
import type { AssetStorage } from './storage/asset-storage.ts';

/** What the engine stands on, constructed before it. */
export interface EngineGround {
  readonly database: Database;
  readonly storage: AssetStorage;
  readonly audit: AuditLog;
  readonly callers: OrganisationCallers;
  readonly runStore: RunStore;
  readonly probes: ProbeStore;
  readonly models: ModelsService;
  readonly datasets: DatasetsService;
  readonly usage: UsageMeter;
  readonly retention: RetentionService;
}

export type Engine = ReturnType<typeof composeEngine>;

/** The run engine: what starts runs, and the workers that carry them out. */
export function composeEngine(ground: EngineGround, options: ExchangeOptions, log: Logger) {
  const { database, storage, audit, callers, runStore, probes } = ground;
  const { models, datasets, retention, usage } = ground;
  const workerId = createId();
  const workerLog = log.child({ worker: workerId });
  const onError = tellErrors(workerLog);
  const notifications = createNotifications({ connectionString: database.url, onError });
  const queue = createQueue({ pool: database.pool, notifications, onError });
  const work = createWorkStore(database);
  const { bodies, sweeper } = composeExchanges({ database, storage, retention }, options, onError);
  const parts = {
    queue,
    work,
    turns: createRunTurns({ queue, work }),
    ...composeBeats(database, workerId, onError),
    isolation: createIsolation(),
    retries: createRetryBudgets(),
    log: workerLog,
    signals: createRunSignals(notifications),
    models,
    datasets,
    usage,
    callers,
    audit,
    runs: runStore,
    ...composeStores(database),
    outcomes: createOutcomeStore(database, bodies),
    ...composeTriage({ database, storage, decoder: callers.decoder }),
    ...composeGates({ database, models, probes, usage }, workerId),
    onError,
  };
  const runs = createRunService(parts);
  return {
    workerId,
    notifications,
    queue,
    signals: parts.signals,
    sessions: parts.sessions,
    prober: composeProber(parts),
    workers: createRunWorkers(parts, options),
    runs,
    pauses: createPauseService({ ...parts, pauses: createPauseStore(), get: runs.get }),
    sweeper,
    triage: createTriageService({ ...parts, runService: runs }),
  };
}

/** What is kept of the items of runs while they are worked on. */
function composeStores(database: Database) {
  return {
    items: createItemStore(database),
    begun: createBegunStore(database),
    reuse: createReuseStore(database),
    tallies: createTallyStore(database),
  };
}

function tellErrors(log: Logger) {
  return (error: unknown) => log.error({ err: error }, 'A run met a failure of the hub.');
}

/** What all workers share of the models that they call. */
function composeGates(
  {
    database,
    models,
    probes,
    usage,
  }: Pick<EngineGround, 'database' | 'models' | 'probes' | 'usage'>,
  workerId: string,
) {
  const gates = createGateStore(database);
  const outages = createOutageStore(database);
  const rates = createRateStore(database);
  const sessions = createModelSessions({ models, rates, gates, outages, usage, workerId });
  return { probes, gates, outages, sessions };
}

/** What looks whether the causes of pauses are gone. */
function composeProber(
  parts: Parameters<typeof probeEndpoint>[0] &
    Parameters<typeof resumeRuns>[0] & { onError: (error: unknown) => void },
) {
  return createProber({
    ...parts,
    look: (claim, signal) => probeEndpoint(parts, claim, signal),
    resume: (claim) => resumeRuns(parts, claim),
  });
}

/** What a worker says of the runs that it works on, and where it is kept. */
function composeBeats(database: Database, workerId: string, onError: (error: unknown) => void) {
  const beatStore = createBeatStore(database);
  return { beatStore, beats: createRunBeats({ store: beatStore, workerId, onError }) };
}
