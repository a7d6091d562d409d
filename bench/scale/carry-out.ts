import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { askWorker } from '../fleet/ask-worker.ts';
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
  /** After collection, of the worker that has most: after a tenth of the run, and at its end. */
  readonly heapEarlyMb: number;
  readonly heapMb: number;
}

/** Plans a run and carries it out, and looks at it ten times a second. */
export async function carryOut(
  fleet: BenchFleet,
  workers: readonly ChildProcess[],
  { dataRows, ...run }: { modelId: string; datasetId: string; dataRows: number },
): Promise<CarriedOut> {
  const startedAt = performance.now();
  const { id } = await fleet.client.runs.start(run);
  const planning: number[] = [];
  const running: number[] = [];
  let [plannedAt, residentMb, heapEarlyMb] = [Number.NaN, 0, Number.NaN];
  for (;;) {
    const askedAt = performance.now();
    const { state, counts } = await fleet.client.runs.get({ id });
    const isPlanned = state !== 'preparing' && state !== 'queued';
    if (isPlanned && Number.isNaN(plannedAt)) plannedAt = performance.now();
    (isPlanned ? running : planning).push(performance.now() - askedAt);
    residentMb = Math.max(residentMb, ...workers.map(({ pid }) => readResidentMb(pid)));
    if (state === 'completed') break;
    if (state === 'paused' || state === 'failed') throw new Error(`The run is ${state}.`);
    const ended = counts.succeeded + counts.failed;
    if (Number.isNaN(heapEarlyMb) && ended > dataRows / 10) heapEarlyMb = await heapOf(workers);
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
    heapEarlyMb,
    heapMb: await heapOf(workers),
  };
}

async function heapOf(workers: readonly ChildProcess[]): Promise<number> {
  return Math.max(...(await Promise.all(workers.map((worker) => askWorker(worker, 'heap')))));
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
