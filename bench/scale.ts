import { availableParallelism } from 'node:os';
import { startEndpoint } from './endpoint/start-endpoint.ts';
import { type ExportFigures, measureExports } from './export/measure-exports.ts';
import { tellingFlags } from './fleet/ask-worker.ts';
import { openFleet } from './fleet/open-fleet.ts';
import { type Recount, recount } from './fleet/recount.ts';
import { readResidentMb } from './fleet/resident-memory.ts';
import { short, startReport } from './frame/report.ts';
import { type CarriedOut, carryOut } from './scale/carry-out.ts';
import { type ReadBack, readBack } from './scale/read-back.ts';

/**
 * The scale case: one run from end to end with everything saved, with an endpoint that answers at once and
 * with one that takes 50 ms, of whose answers one in 25 is not JSON. A million data rows, or `BENCH_ITEMS`;
 * as many workers as there are processors, or `BENCH_WORKERS`. Runs only where it is named.
 */
const dataRows = Number(process.env.BENCH_ITEMS) || 1_000_000;
const workerCount = Number(process.env.BENCH_WORKERS) || availableParallelism();
const callsOfWorker = 64;

interface Case extends CarriedOut, ReadBack, Recount {
  readonly delayMs: number;
  readonly export: ExportFigures;
}

const report = startReport('scale', 1);
report.print(`  ${dataRows.toLocaleString('en')} data rows, ${workerCount} workers`);
const endpoint = await startEndpoint();
const cases: Case[] = [];
for (const delayMs of [0, 50]) cases.push(await measureCase(delayMs));
endpoint.close();

const figures = cases.map(tellFigures);
for (const name of Object.keys(figures[0] ?? {})) {
  const cells = figures.map((each) => (each[name] ?? '').padStart(24));
  report.print(`  ${name.padEnd(58)}${cells.join('')}`);
}
report.write({ dataRows, workerCount, callsOfWorker, cases });

async function measureCase(delayMs: number): Promise<Case> {
  const fleet = await openFleet(endpoint);
  try {
    const concurrency = Math.min(256, callsOfWorker * workerCount);
    const modelId = await fleet.addModelAt(`${endpoint.url(delayMs)}/spoiled`, { concurrency });
    const datasetId = await fleet.addDataset(dataRows);
    const workers = await Promise.all(
      Array.from({ length: workerCount }, () => fleet.startWorker(...tellingFlags('heap'))),
    );
    const carried = await carryOut(fleet, workers, { modelId, datasetId, dataRows });
    const counted = await recount(fleet.database, carried.runId, dataRows);
    await fleet.database.pool.query('vacuum (analyze) run_items, predictions, prediction_classes');
    const read = await readBack(fleet, carried.runId);
    const run = {
      runId: carried.runId,
      database: fleet.database,
      headers: { authorization: `Bearer ${fleet.apiKey}` },
      url: (path: string) => `${fleet.url}/api/v1${path}`,
      hubMemory: async () => readResidentMb(fleet.hub.pid) * 1e6,
    };
    const [exported] = await measureExports(run, ['jsonl'], 3);
    if (!exported) throw new Error('Nothing was exported.');
    return { delayMs, ...carried, ...counted, ...read, export: exported };
  } finally {
    await fleet.close();
  }
}

/** The column of a case: each figure by its name. */
function tellFigures(it: Case): { [name: string]: string } {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const mb = (value: number) => `${short(value)} MB`;
  return {
    'the endpoint takes': `${it.delayMs} ms`,
    planning: `${short(it.planningSeconds)} s, ${short(it.rowsPlannedPerSecond)}/s`,
    'counters at the API meanwhile, p95': ms(it.readWhilePlanningMs),
    'items per second': short(it.itemsPerSecond),
    'counters at the API during the run, p95': ms(it.readWhileRunningMs),
    'counters at the end, p95 (wanted 2 ms, floor 10)': ms(it.countersMs),
    'page by state, p95 (wanted 3 ms, floor 15)': ms(it.pagesMs.state),
    'page by code': ms(it.pagesMs.code),
    'page by class': ms(it.pagesMs.class),
    'page by confidence': ms(it.pagesMs.confidence),
    'export ÷ COPY (wanted 0.5, floor 0.25)': short(it.export.ratio.median),
    'memory the hub grew by in it (wanted 50, floor 100)': mb(it.export.growthMb),
    'resident memory of a worker (wanted 150, floor 250)': mb(it.residentMb),
    'its heap after a tenth, and at the end': `${short(it.heapEarlyMb)}, ${mb(it.heapMb)}`,
    'succeeded, failed': `${it.succeeded}, ${it.failed}`,
    'lost, twice, miscounted (wanted 0, 0, 0)': `${it.lost}, ${it.twice}, ${it.miscounted}`,
  };
}
