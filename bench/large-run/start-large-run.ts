import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type Database } from '@patchbay/hub/database/database.ts';
import { startEmbeddedServer } from '@patchbay/hub/database/embedded-server.ts';
import { endOnSignal } from '../frame/end-on-signal.ts';
import { fillRun } from './fill-run.ts';

/** A hub in a process of its own, whose database holds a large run that has ended. */
export interface LargeRun {
  readonly runId: string;
  /** Its items are numbered from 1 on. */
  readonly items: number;
  readonly database: Database;
  readonly headers: { readonly authorization: string };
  /** An address of its API. */
  url(path: string): string;
  /** Memory of the hub's process that is in use just now, in bytes. */
  hubMemory(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts PostgreSQL and a hub, and fills in the run. */
export async function startLargeRun(predictions: number): Promise<LargeRun> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-bench-'));
  const server = await startEmbeddedServer(folder, { fsync: 'off', max_wal_size: '4GB' });
  const hub = spawn(process.execPath, [join(import.meta.dirname, 'hub-process.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: server.url },
  });
  const hubEnded = once(hub, 'exit');
  const end = async () => {
    hub.kill('SIGTERM');
    await hubEnded;
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  endOnSignal(end);
  const [printed] = await once(hub.stdout, 'data');
  const hubUrl = String(printed).trim();
  const apiKey = (await readFile(join(folder, 'api-key'), 'utf8')).trim();
  const headers = { authorization: `Bearer ${apiKey}` };
  const url = (path: string) => `${hubUrl}/api/v1${path}`;
  const database = createDatabase(server.url);
  const { runId, items } = await fillRun(database, {
    ...(await register(url, headers)),
    predictions,
  });
  return {
    runId,
    items,
    database,
    headers,
    url,
    hubMemory: () => residentMemory(hub),
    async stop() {
      await database.close();
      await end();
    },
  };
}

async function register(
  url: (path: string) => string,
  headers: LargeRun['headers'],
): Promise<{ modelId: string; revisionId: string; datasetId: string }> {
  const post = async <Answer>(path: string, body: object): Promise<Answer> => {
    const answer = await fetch(url(path), {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as Answer;
  };
  const tools = ['car', 'person', 'dog', 'unicorn', 'tree'].map((name) => ({
    kind: 'bounding_box',
    name,
  }));
  const { model } = await post<{ model: { id: string; revision: { id: string } } }>('/models', {
    name: 'Detector',
    protocol: 'foundry',
    connection: { url: 'https://model.example/predict' },
    ontology: { tools },
  });
  const dataset = await post<{ id: string }>('/datasets', { name: 'Street' });
  return { modelId: model.id, revisionId: model.revision.id, datasetId: dataset.id };
}

/** What Linux counts for the process; elsewhere the benchmark does not know. */
async function residentMemory(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
}
