import { statfs } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { startEndpoint } from './endpoint/start-endpoint.ts';
import { type ExportFigures, measureExports } from './export/measure-exports.ts';
import { tellingFlags } from './fleet/ask-worker.ts';
import { type BenchFleet, openFleet } from './fleet/open-fleet.ts';
import { type Recount, recount } from './fleet/recount.ts';
import { readResidentMb } from './fleet/resident-memory.ts';
import { short, startReport } from './frame/report.ts';
import { type CarriedOut, carryOut } from './scale/carry-out.ts';
import { type ReadBack, readBack } from './scale/read-back.ts';

/**
 * The scale case: one run from end to end with everything saved, with an endpoint that answers at once and
 * with one that takes 50 ms, of whose answers one in 25 is not JSON. A million data rows, or `BENCH_ITEMS`;
 * as many workers as there are processors, or `BENCH_WORKERS`; `BENCH_DELAYS=50` takes one of the endpoints
 * alone. Runs only where it is named.
 */
const dataRows = Number(process.env.BENCH_ITEMS) || 1_000_000;
const workerCount = Number(process.env.BENCH_WORKERS) || availableParallelism();
const callsOfWorker = 64;
const delays = (process.env.BENCH_DELAYS ?? '0,50').split(',').map(Number);
/** What a data row, its item and all that comes of it take on the disk at the most, with the log of PostgreSQL. */
const bytesOfRow = 10_000;

interface Case extends CarriedOut, ReadBack, Recount {
  readonly delayMs: number;
  readonly export: ExportFigures;
  /** All of it, with its indexes. */
  readonly databaseMb: number;
}

const report = startReport('scale', 1);
await requireRoom();
report.print(`  ${dataRows.toLocaleString('en')} data rows, ${workerCount} workers`);
const tellProgress = (words: string) => report.print(`    ${words}`);
const endpoint = await startEndpoint();
const cases: Case[] = [];
try {
  for (const delayMs of delays) cases.push(await measureCase(delayMs));
} finally {
  endpoint.close();
}

const figures = cases.map(tellFigures);
for (const name of Object.keys(figures[0] ?? {})) {
  const cells = figures.map((each) => (each[name] ?? '').padStart(24));
  report.print(`  ${name.padEnd(58)}${cells.join('')}`);
}
report.write({ dataRows, workerCount, callsOfWorker, cases });

/** @throws where the disk would be full before the end: one case after another takes its room */
async function requireRoom(): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir());
  if (bavail * bsize > dataRows * bytesOfRow) return;
  throw new Error(`${tmpdir()} has no room for ${short((dataRows * bytesOfRow) / 1e9)} GB.`);
}

async function measureCase(delayMs: number): Promise<Case> {
  const fleet = await openFleet(endpoint);
  try {
    const concurrency = Math.min(256, callsOfWorker * workerCount);
    const modelId = await fleet.addModelAt(`${endpoint.url(delayMs)}/spoiled`, { concurrency });
    const datasetId = await fleet.addDataset(dataRows);
    const workers = await Promise.all(
      Array.from({ length: workerCount }, () =>
        fleet.startWorker(...tellingFlags('heap', 'stall')),
      ),
    );
    const run = { modelId, datasetId, dataRows };
    const carried = await carryOut(fleet, workers, run, tellProgress);
    const counted = await recount(fleet.database, carried.runId, dataRows);
    await fleet.database.pool.query('vacuum (analyze) run_items, predictions, prediction_classes');
    const databaseMb = await readDatabaseMb(fleet);
    const read = await readBack(fleet, carried.runId);
    const exported = {
      runId: carried.runId,
      database: fleet.database,
      headers: { authorization: `Bearer ${fleet.apiKey}` },
      url: (path: string) => `${fleet.url}/api/v1${path}`,
      hubMemory: async () => readResidentMb(fleet.hub.pid) * 1e6,
    };
    const [jsonl] = await measureExports(exported, ['jsonl'], 3);
    if (!jsonl) throw new Error('Nothing was exported.');
    return { delayMs, ...carried, ...counted, ...read, export: jsonl, databaseMb };
  } finally {
    await fleet.close();
  }
}

async function readDatabaseMb({ database }: BenchFleet): Promise<number> {
  const text = 'select pg_database_size(current_database())::float8 / 1e6 as mb';
  return (await database.pool.query<{ mb: number }>(text)).rows[0]?.mb ?? Number.NaN;
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
    'its heap grew by, per 100,000 items (wanted 1, floor 5)': mb(it.heapGrowthMb),
    'longest stall of its event loop (wanted 50, floor 200)': ms(it.longestStallMs),
    'succeeded, failed': `${it.succeeded}, ${it.failed}`,
    'the database takes': mb(it.databaseMb),
    'lost, twice, miscounted (wanted 0, 0, 0)': `${it.lost}, ${it.twice}, ${it.miscounted}`,
  };
}
