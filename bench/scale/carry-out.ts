import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { askWorkerAll } from '../fleet/ask-worker.ts';
import { growthPer100000, type HeapSample } from '../fleet/heap-samples.ts';
import type { BenchFleet } from '../fleet/open-fleet.ts';
import { readResidentMb } from '../fleet/resident-memory.ts';

/** What a run was seen to do from its start to its end. */
export interface CarriedOut {
  readonly runId: string;
  readonly planningSeconds: number;
  readonly rowsPlannedPerSecond: number;
  /** Until the API told how far the run is, 95 of a hundred times, in milliseconds: while planned, while at work. */
  readonly readWhilePlanningMs: number;
  readonly readWhileRunningMs: number;
  readonly itemsPerSecond: number;
  /** Of the worker that had most, at any moment. */
  readonly residentMb: number;
  /** The worker that had most, after collection: at each tenth of the run, and how it grew by 100,000 items of its own. */
  readonly heap: readonly HeapSample[];
  readonly heapGrowthMb: number;
  /** For how long the event loop of a worker stood still at the most. */
  readonly longestStallMs: number;
}

const tenths = 10;

/** Plans a run and carries it out, and looks at it ten times a second. */
export async function carryOut(
  fleet: BenchFleet,
  workers: readonly ChildProcess[],
  { dataRows, ...run }: { modelId: string; datasetId: string; dataRows: number },
  onTenth: (words: string) => void,
): Promise<CarriedOut> {
  await lookInto(workers); // what it took to start is not told
  const startedAt = performance.now();
  const { id } = await fleet.client.runs.start(run);
  const planning: number[] = [];
  const running: number[] = [];
  const heap: HeapSample[] = [];
  let [plannedAt, residentMb, longestStallMs] = [Number.NaN, 0, 0];
  for (;;) {
    const askedAt = performance.now();
    const { state, counts } = await fleet.client.runs.get({ id });
    const isPlanned = state !== 'preparing' && state !== 'queued';
    if (isPlanned && Number.isNaN(plannedAt)) plannedAt = performance.now();
    (isPlanned ? running : planning).push(performance.now() - askedAt);
    residentMb = Math.max(residentMb, ...workers.map(({ pid }) => readResidentMb(pid)));
    if (state === 'paused' || state === 'failed') throw new Error(`The run is ${state}.`);
    const finished = counts.succeeded + counts.failed;
    if (finished >= ((heap.length + 1) * dataRows) / tenths) {
      const { heapMb, stallMs } = await lookInto(workers);
      heap.push({ finished, heapMb });
      longestStallMs = Math.max(longestStallMs, stallMs);
      onTenth(`${finished} items after ${Math.round((performance.now() - startedAt) / 1000)} s`);
    }
    if (state === 'completed') break;
    await delay(100);
  }
  const planningSeconds = (plannedAt - startedAt) / 1000;
  return {
    runId: id,
    planningSeconds,
    rowsPlannedPerSecond: dataRows / planningSeconds,
    readWhilePlanningMs: percentile95(planning),
    readWhileRunningMs: percentile95(running),
    itemsPerSecond: await rateOf(fleet, id),
    residentMb,
    heap,
    heapGrowthMb: growthPer100000(heap) * workers.length,
    longestStallMs,
  };
}

/** The largest heap and the longest stall of workers since they were asked before. */
async function lookInto(workers: readonly ChildProcess[]) {
  const asked = workers.map((worker) => askWorkerAll(worker, ['heap', 'stall']));
  const told = await Promise.all(asked);
  return {
    heapMb: Math.max(...told.map(([heapMb = Number.NaN]) => heapMb)),
    stallMs: Math.max(...told.map(([, stallMs = Number.NaN]) => stallMs)),
  };
}

/** From the first item that ended to the last. */
export async function rateOf({ database }: BenchFleet, runId: string): Promise<number> {
  const { rows } = await database.pool.query<{ rate: number }>(
    `select (count(*) / extract(epoch from max(finished_at) - min(finished_at)))::float8 as rate
     from run_items where run_id = $1`,
    [runId],
  );
  return rows[0]?.rate ?? Number.NaN;
}

/** What 95 of a hundred do not exceed. */
export function percentile95(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(values.length * 0.95) - 1] ?? NaN;
}
