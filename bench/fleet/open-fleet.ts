import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createHubClient, type HubClient } from '@patchbay/cli/api/client.ts';
import { createDatabase, type Database } from '@patchbay/hub/database/database.ts';
import { findRunningServer } from '@patchbay/hub/database/running-server.ts';
import type { BenchEndpoint } from '../endpoint/start-endpoint.ts';
import { describeModel, limitsOf } from '../engine/bench-model.ts';
import { fillDataset } from './fill-dataset.ts';

/** A hub that only serves, with its PostgreSQL, and workers in processes of their own. */
export interface BenchFleet {
  readonly client: HubClient;
  readonly database: Database;
  /** Where the hub answers, and the key to show it. */
  readonly url: string;
  readonly apiKey: string;
  readonly dataFolder: string;
  readonly hub: ChildProcess;
  /** Starts a worker with flags for Node, and waits until it runs. */
  startWorker(...nodeFlags: string[]): Promise<ChildProcess>;
  /** Registers the model of the endpoint. */
  addModel(
    endpoint: BenchEndpoint,
    options: { delayMs: number; concurrency: number; requestsPerSecond?: number },
  ): Promise<string>;
  /** Registers a model at an address of its own. */
  addModelAt(
    url: string,
    limits: { concurrency: number; requestsPerSecond?: number },
  ): Promise<string>;
  /** Makes a dataset of so many images by SQL. */
  addDataset(rows: number): Promise<string>;
  /** Waits until a run is in a state; gives the milliseconds that took. */
  waitFor(runId: string, state: string): Promise<number>;
  close(): Promise<void>;
}

/** Whoever waits for a run looks so seldom that it takes nothing from those who work on it. */
const lookEveryMs = 200;

const program = join(import.meta.dirname, '../../packages/cli/src/main.ts');

export async function openFleet(endpoint: BenchEndpoint): Promise<BenchFleet> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-bench-'));
  const environment = {
    ...process.env,
    PATCHBAY_DATA: dataFolder,
    PATCHBAY_EGRESS_ALLOW: endpoint.host,
    PATCHBAY_LOG_LEVEL: 'warn',
  };
  const children: ChildProcess[] = [];

  async function start(nodeFlags: readonly string[], words: readonly string[]) {
    const child = spawn(process.execPath, [...nodeFlags, program, ...words, '--json'], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const printed = await firstDocument(child);
    return { child, printed };
  }

  const { child: hub, printed } = await start([], ['serve', '--port', '0', '--workers', '0']);
  const apiKey = (await readFile(join(dataFolder, 'api-key'), 'utf8')).trim();
  const client = createHubClient({ url: String(printed.url), apiKey });
  const database = createDatabase(await findRunningServer(dataFolder), { maximumConnections: 2 });

  async function addModelAt(
    url: string,
    limits: { concurrency: number; requestsPerSecond?: number },
  ): Promise<string> {
    const { concurrency, requestsPerSecond } = limits;
    const { protocol, connection, dataRowTypes, ontology } = describeModel(url, 'original-url');
    const { model } = await client.models.register({
      name: `bench ${crypto.randomUUID()}`,
      protocol,
      connection,
      dataRowTypes,
      ontology,
      limits: { ...limitsOf(concurrency), ...(requestsPerSecond && { requestsPerSecond }) },
    });
    return model.id;
  }

  return {
    client,
    database,
    url: String(printed.url),
    apiKey,
    dataFolder,
    hub,
    startWorker: async (...nodeFlags) => (await start(nodeFlags, ['worker'])).child,
    addModel: ({ url }, { delayMs, ...limits }) => addModelAt(url(delayMs), limits),
    addModelAt,
    async addDataset(rows) {
      const { id } = await client.datasets.create({ name: `bench ${crypto.randomUUID()}` });
      await fillDataset(database, id, rows);
      return id;
    },
    async waitFor(runId, state) {
      const startedAt = performance.now();
      while ((await client.runs.get({ id: runId })).state !== state) await delay(lookEveryMs);
      return performance.now() - startedAt;
    },
    async close() {
      await database.close();
      // Workers first: they would only wait for the database that the hub takes with it.
      for (const child of children.toReversed()) await end(child);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Ends a process in order and waits until it is gone. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** What a process prints as JSON once it runs. */
async function firstDocument(child: ChildProcess): Promise<{ [name: string]: unknown }> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.trimEnd().endsWith('}')) return JSON.parse(text);
  }
  throw new Error(`It ended before it ran: ${text}`);
}
