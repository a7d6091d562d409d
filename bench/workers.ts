import type { ChildProcess } from 'node:child_process';
import { startEndpoint } from './endpoint/start-endpoint.ts';
import { openFleet } from './fleet/open-fleet.ts';
import { readPostgresSeconds, readProcessorSeconds } from './fleet/processor-time.ts';
import { steadyRateOf } from './fleet/steady-rate.ts';
import { short, showSpread, showVerdict, startReport } from './frame/report.ts';
import { spreadOf } from './frame/spread.ts';

/**
 * What more workers bring: items per second of four worker processes against four times those of one,
 * everything saved, with a model that takes 50 ms. The two are measured in turn; the model allows as many
 * calls at once as the workers of a round may make. With 64 calls in flight for each worker as was asked, and
 * with 16, which fits where four workers at 64 want more processors than the machine has: then the first tells
 * of the machine and the second of the engine. What each process had of a processor is told beside it.
 */
const rounds = Number(process.env.BENCH_ROUNDS) || 5;
const itemsOfWorker = Number(process.env.BENCH_ITEMS) || 10_000;
const target = 0.96;
const floor = 0.9;

interface Measured {
  readonly rate: number;
  /** Processors that worked for each, on the average of the run. */
  readonly processors: { worker: number; hub: number; postgres: number };
}

const report = startReport('workers', rounds);
const endpoint = await startEndpoint();
const variants = [];
for (const callsOfWorker of [64, 16]) variants.push(await compare(callsOfWorker));
report.write({ itemsOfWorker, target, floor, variants });
endpoint.close();

async function compare(callsOfWorker: number) {
  const one: Measured[] = [];
  const four: Measured[] = [];
  for (let round = 0; round < rounds; round += 1) {
    one.push(await measure(1, callsOfWorker));
    four.push(await measure(4, callsOfWorker));
  }
  const ratio = spreadOf(four.map(({ rate }, round) => rate / (4 * (one[round]?.rate ?? NaN))));
  const met = { targetsMet: ratio.median >= target, floorsMet: ratio.median >= floor };
  report.print(
    [
      `\n  ${callsOfWorker} calls in flight for each worker`,
      `    one worker ${tell(one)}`,
      `    four ${tell(four)}`,
      `    four ÷ 4 × one: ${showSpread(ratio)}`,
      `    wanted: at least ${target} (floor: ${floor}): ${showVerdict(met)}`,
    ].join('\n'),
  );
  return { callsOfWorker, ratio, one, four, ...met };
}

function tell(measured: readonly Measured[]): string {
  const of = (name: keyof Measured['processors']) =>
    short(spreadOf(measured.map(({ processors }) => processors[name])).median);
  const rate = showSpread(spreadOf(measured.map((each) => each.rate)));
  return `${rate} items/s; processors: ${of('worker')} for each worker, ${of('hub')} the hub, ${of('postgres')} PostgreSQL`;
}

/** Items per second of so many workers, and what that takes of processors. */
async function measure(workers: number, callsOfWorker: number): Promise<Measured> {
  const fleet = await openFleet(endpoint);
  try {
    const concurrency = callsOfWorker * workers;
    const modelId = await fleet.addModel(endpoint, { delayMs: 50, concurrency });
    const datasetId = await fleet.addDataset(itemsOfWorker * workers);
    const started: ChildProcess[] = [];
    for (let worker = 0; worker < workers; worker += 1) started.push(await fleet.startWorker());
    const spent = () => ({
      worker: started.reduce((sum, { pid }) => sum + readProcessorSeconds(pid), 0) / workers,
      hub: readProcessorSeconds(fleet.hub.pid),
      postgres: readPostgresSeconds(fleet.dataFolder),
    });
    const [before, startedAt] = [spent(), performance.now()];
    const { id } = await fleet.client.runs.start({ modelId, datasetId });
    await fleet.waitFor(id, 'completed');
    const seconds = (performance.now() - startedAt) / 1000;
    const after = spent();
    const processors = {
      worker: (after.worker - before.worker) / seconds,
      hub: (after.hub - before.hub) / seconds,
      postgres: (after.postgres - before.postgres) / seconds,
    };
    return { rate: await steadyRateOf(fleet, id), processors };
  } finally {
    await fleet.close();
  }
}
