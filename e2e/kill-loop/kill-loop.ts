import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createHubClient, type HubClient } from '@patchbay/cli/api/client.ts';
import { createRandom } from '@patchbay/protocols/testing/fuzz/random.ts';
import { type CountingModel, startCountedRun, startCountingModel } from '../counting-model.ts';
import { type Audit, auditRun } from './audit.ts';
import { type Fleet, startFleet, type Victim } from './fleet.ts';

export interface KillLoopOptions {
  readonly seed: number;
  /** For so long something is killed every 0.2 to 3 seconds; then the runs have time to end. */
  readonly killMs: number;
  /** Data rows of each run; another is started when one has ended. */
  readonly items: number;
  readonly patienceMs: number;
  readonly tell: (line: string) => void;
}

export interface KillLoopReport {
  readonly kills: { readonly [Name in Victim]: number };
  readonly runs: readonly (Audit & { runId: string })[];
  readonly calls: number;
  /** Of the hub on its data folder, each time. */
  readonly startMs: readonly number[];
  readonly violations: readonly string[];
}

const workerCount = 3;
const limits = { concurrency: 8, maximumAttempts: 6 };

/** Runs a fleet and kills what is in it, over and over; then holds the database against the ledger. */
export async function runKillLoop(options: KillLoopOptions): Promise<KillLoopReport> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-kill-loop-'));
  const model = await startCountingModel({ latencyMs: 20, fail: failSome });
  const environment = { PATCHBAY_EGRESS_ALLOW: '127.0.0.1', PATCHBAY_LOG_LEVEL: 'fatal' };
  const fleet = startFleet(dataFolder, environment, workerCount);
  try {
    await insist(fleet, (client) => client.runs.list({}));
    const untilMs = performance.now() + options.killMs;
    const killing = killUntil(untilMs, fleet, options);
    const runIds: string[] = [];
    do {
      const name = `row ${options.seed}-${runIds.length}`;
      const { runId } = await insist(fleet, (client) =>
        startCountedRun(client, model, {
          items: options.items,
          limits,
          name: `${name}-${crypto.randomUUID().slice(0, 8)}`,
        }),
      );
      runIds.push(runId);
      options.tell(`run ${runId}`);
      await waitForEnd(fleet, runId, untilMs + options.patienceMs);
    } while (performance.now() < untilMs);
    const kills = await killing;
    return await report(dataFolder, fleet, model, runIds, kills);
  } finally {
    await fleet.stop();
    await model.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** Some answers fail and may be asked for again, some texts always fail; by the text, so by the seed. */
function failSome(text: string, attempt: number): number | null {
  const number = Number(text.split(' ').at(-1));
  if (number % 50 === 7) return 400;
  return number % 20 === 3 && attempt === 1 ? 503 : null;
}

async function killUntil(
  untilMs: number,
  fleet: Fleet,
  { seed, tell }: KillLoopOptions,
): Promise<KillLoopReport['kills']> {
  const { next: random } = createRandom(seed);
  const kills = { worker: 0, hub: 0, backend: 0, postmaster: 0 };
  while (performance.now() < untilMs) {
    await delay(200 + random() * 2800);
    const victim = chooseVictim(random());
    if (!(await fleet.kill(victim, random))) continue;
    kills[victim] += 1;
    tell(`killed ${victim}`);
  }
  return kills;
}

/** Workers die most often; without a hub and its database for some seconds nothing else can be seen. */
function chooseVictim(share: number): Victim {
  if (share < 0.6) return 'worker';
  if (share < 0.75) return 'hub';
  return share < 0.92 ? 'backend' : 'postmaster';
}

/** Asks the hub that lives until it answers. What is asked may be done twice. */
async function insist<Result>(
  fleet: Fleet,
  ask: (client: HubClient) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const hub = fleet.hub();
    if (hub) {
      try {
        return await ask(createHubClient(hub));
      } catch {
        // Killed in the middle, or not ready.
      }
    }
    await delay(100);
  }
}

/** Waits for the end of a run; what was counted once must never be taken back. */
async function waitForEnd(fleet: Fleet, runId: string, untilMs: number): Promise<void> {
  let seen = 0;
  for (;;) {
    const { state, counts } = await insist(fleet, (client) => client.runs.get({ id: runId }));
    const finished = counts.succeeded + counts.failed;
    if (finished < seen)
      throw new Error(`The run ${runId} had ${seen} finished, then ${finished}.`);
    seen = finished;
    if (state === 'completed') return;
    if (performance.now() > untilMs) {
      throw new Error(`The run ${runId} has not ended: ${state}, ${JSON.stringify(counts)}.`);
    }
    await delay(250);
  }
}

async function report(
  dataFolder: string,
  fleet: Fleet,
  model: CountingModel,
  runIds: readonly string[],
  kills: KillLoopReport['kills'],
): Promise<KillLoopReport> {
  const killCount = Object.values(kills).reduce((sum, count) => sum + count, 0);
  const runs: KillLoopReport['runs'][number][] = [];
  for (const runId of runIds) {
    // The hub may still be on its way up after the last kill.
    const audit = await insist(fleet, () => auditRun(dataFolder, runId, model, killCount));
    runs.push({ runId, ...audit });
  }
  const violations = runs.flatMap((run) => run.violations);
  return { kills, runs, calls: model.countCalls(), startMs: fleet.startMs, violations };
}
