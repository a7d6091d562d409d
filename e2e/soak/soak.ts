import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createHubClient, type HubClient } from '@patchbay/cli/api/client.ts';
import { startChaosEndpoint } from '@patchbay/connect/testing/chaos-endpoint.ts';
import { createDatabase } from '@patchbay/hub/database/database.ts';
import { findRunningServer } from '@patchbay/hub/database/running-server.ts';
import { recountRun } from '@patchbay/hub/runs/testing/recount-run.ts';
import { startCountedRun } from '../counting-model.ts';
import { type HubProcess, startHubProcess, stopHub } from '../hub-process.ts';
import { compareNumbers } from '../kill-loop/audit.ts';
import { startWorkerProcess, type WorkerProcess } from '../worker-process.ts';
import { type Held, measureGrowth, watchHeld } from './held.ts';

export interface SoakOptions {
  /** For so long runs are started one after another; the last is carried to its end. */
  readonly durationMs: number;
  /** Data rows of each run. */
  readonly items: number;
  /** How often it is looked at what the processes hold. */
  readonly everyMs: number;
  readonly tell: (line: string) => void;
}

export interface SoakReport {
  readonly runs: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Of the hub and of the worker: from the second quarter of the time to the last. */
  readonly growth: { readonly [process: string]: Growth };
  /** Counters that are not what a recount gives, and runs that have not ended. */
  readonly violations: readonly string[];
}

type Growth = { readonly [Name in keyof Held]: { from: number; to: number } };

/** Five calls in a hundred go wrong, in all the ways of `/mixed`. */
const faults = { faults: 0.05 };
const limits = { concurrency: 16, timeoutMs: 1000, maximumAttempts: 4 };
const resources = pathToFileURL(join(import.meta.dirname, '../stand-ins/resources.ts')).href;

/** Lets a hub and a worker carry out runs over an endpoint that goes wrong, and watches what they hold. */
export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-soak-'));
  const model = await startChaosEndpoint();
  const environment = {
    PATCHBAY_EGRESS_ALLOW: model.host,
    PATCHBAY_LOG_LEVEL: 'fatal',
    PATCHBAY_DATA: folder,
    PATCHBAY_SOAK_FOLDER: folder,
    NODE_OPTIONS: `--import ${resources}`,
  };
  let hub: HubProcess | null = null;
  let worker: WorkerProcess | null = null;
  try {
    hub = await startHubProcess(folder, environment, '--workers', '0');
    worker = await startWorkerProcess(environment);
    const watch = watchHeld(
      folder,
      { hub: hub.process.pid, worker: worker.process.pid },
      options.everyMs,
    );
    const url = model.urlOf('mixed', { ...faults, seed: Date.now() });
    const runIds = await keepRunning(createHubClient(hub), url, options);
    const held = await watch.end();
    const growth = [...held].map(([name, values]) => [name, judgeGrowth(values)]);
    return { ...(await recount(folder, runIds)), growth: Object.fromEntries(growth) };
  } finally {
    await worker?.end('SIGTERM');
    if (hub) await stopHub(hub);
    await model.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One run after another until the time is over; each is waited for. */
async function keepRunning(
  client: HubClient,
  url: string,
  { durationMs, items, tell }: SoakOptions,
): Promise<string[]> {
  const untilMs = performance.now() + durationMs;
  const runIds: string[] = [];
  do {
    const { runId } = await startCountedRun(client, { url }, { items, limits });
    runIds.push(runId);
    for (;;) {
      const { state, counts } = await client.runs.get({ id: runId });
      if (state === 'completed') {
        tell(`run ${runIds.length}: ${JSON.stringify(counts)}`);
        break;
      }
      await delay(250);
    }
  } while (performance.now() < untilMs);
  return runIds;
}

function judgeGrowth(values: readonly Held[]): Growth {
  return {
    residentMb: measureGrowth(values.map((it) => it.residentMb)),
    handles: measureGrowth(values.map((it) => it.handles)),
    sockets: measureGrowth(values.map((it) => it.sockets)),
    timers: measureGrowth(values.map((it) => it.timers)),
  };
}

/** Holds the counters of each run against its rows. */
async function recount(folder: string, runIds: readonly string[]) {
  const database = createDatabase(await findRunningServer(folder), { maximumConnections: 1 });
  try {
    const violations: string[] = [];
    for (const runId of runIds) {
      const { kept, counted } = await recountRun({ database }, runId);
      violations.push(...compareNumbers(kept, counted).map((words) => `${runId}: ${words}`));
    }
    const { rows } = await database.pool.query<{ succeeded: number; failed: number }>(
      `select (count(*) filter (where state = 'succeeded'))::int as succeeded,
         (count(*) filter (where state = 'failed'))::int as failed from run_items`,
    );
    const { succeeded = 0, failed = 0 } = rows[0] ?? {};
    return { runs: runIds.length, succeeded, failed, violations };
  } finally {
    await database.close();
  }
}
