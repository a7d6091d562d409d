import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type HubProcess, startHubProcess, stopHub } from '../hub-process.ts';
import { startWorkerProcess, type WorkerProcess } from '../worker-process.ts';

/** What is killed. PostgreSQL has many processes: one that serves a connection, or the one above all. */
export const victims = ['worker', 'hub', 'backend', 'postmaster'] as const;
export type Victim = (typeof victims)[number];

/** A hub with its PostgreSQL and some workers, each of which is started again whenever it ends. */
export interface Fleet {
  /** The hub of this moment; null while it is being started. */
  readonly hub: () => HubProcess | null;
  /** Kills one at once (SIGKILL). False where none of the kind lives just now. */
  kill(victim: Victim, random: () => number): Promise<boolean>;
  /** How long the hub took from its start until it answered, each time. */
  readonly startMs: readonly number[];
  stop(): Promise<void>;
}

export function startFleet(
  dataFolder: string,
  environment: Record<string, string>,
  workerCount: number,
): Fleet {
  let isStopping = false;
  let hub: HubProcess | null = null;
  const workers = new Map<number, WorkerProcess>();
  const startMs: number[] = [];

  async function keepHub(): Promise<void> {
    while (!isStopping) {
      const startedAt = performance.now();
      hub = await startHubProcess(dataFolder, environment, '--workers', '1').catch(() => null);
      if (!hub) continue;
      startMs.push(performance.now() - startedAt);
      await ended(hub);
      hub = null;
    }
  }

  async function keepWorker(place: number): Promise<void> {
    const own = { ...environment, PATCHBAY_DATA: dataFolder };
    while (!isStopping) {
      // Refused while there is no database: a supervisor would try again, too.
      const worker = await startWorkerProcess(own, '--parallel', '1').catch(() => null);
      if (!worker) {
        await delay(300);
        continue;
      }
      workers.set(place, worker);
      await ended(worker);
      workers.delete(place);
    }
  }

  const keepers = [
    keepHub(),
    ...Array.from({ length: workerCount }, (_, place) => keepWorker(place)),
  ];
  return {
    hub: () => hub,
    startMs,
    async kill(victim, random) {
      const pids = await findPids(victim);
      const pid = pids[Math.floor(random() * pids.length)];
      if (pid === undefined) return false;
      try {
        process.kill(pid, 'SIGKILL');
        return true;
      } catch {
        return false; // it ended by itself a moment ago
      }
    },
    async stop() {
      isStopping = true;
      // Those that were being started are stopped as soon as they run.
      const all = Promise.all(keepers);
      let isDone = false;
      void all.then(() => {
        isDone = true;
      });
      while (!isDone) {
        await Promise.all([...workers.values()].map((worker) => worker.end('SIGTERM')));
        if (workers.size === 0 && hub) await stopHub(hub);
        await delay(100);
      }
    },
  };

  async function findPids(victim: Victim): Promise<number[]> {
    if (victim === 'hub') return hub?.process.pid ? [hub.process.pid] : [];
    if (victim === 'worker') return [...workers.values()].flatMap((it) => it.process.pid ?? []);
    const postmaster = await readPostmaster(dataFolder);
    if (postmaster === null) return [];
    return victim === 'postmaster' ? [postmaster] : await listChildren(postmaster);
  }
}

function ended({ process: child }: Pick<HubProcess, 'process'>): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
}

async function readPostmaster(dataFolder: string): Promise<number | null> {
  const file = join(dataFolder, 'postgres/postmaster.pid');
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  return pid > 0 ? pid : null;
}

/** The processes whose parent is the given one, on Linux. */
async function listChildren(parent: number): Promise<number[]> {
  const children: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parentOf = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parentOf === parent) children.push(Number(name));
  }
  return children;
}
