import { startEndpoint } from './endpoint/start-endpoint.ts';
import { openFleet } from './fleet/open-fleet.ts';
import { short, showSpread, showVerdict, startReport } from './frame/report.ts';
import { spreadOf } from './frame/spread.ts';

/**
 * What more workers bring: items per second of four worker processes against four times those of one,
 * everything saved, with a model that takes 50 ms and 64 calls in flight for each worker. The two are
 * measured in turn; the model allows as many calls at once as the workers of a round may make.
 */
const rounds = 5;
const callsOfWorker = 64;
const itemsOfWorker = Number(process.env.BENCH_ITEMS) || 6000;

const report = startReport('workers', rounds);
const endpoint = await startEndpoint();

/** Items per second of so many workers, from the first item that is saved to the last. */
async function measure(workers: number): Promise<number> {
  const fleet = await openFleet(endpoint);
  try {
    const concurrency = callsOfWorker * workers;
    const modelId = await fleet.addModel(endpoint, { delayMs: 50, concurrency });
    const datasetId = await fleet.addDataset(itemsOfWorker * workers);
    for (let worker = 0; worker < workers; worker += 1) await fleet.startWorker();
    const { id } = await fleet.client.runs.start({ modelId, datasetId });
    await fleet.waitFor(id, 'completed');
    const { rows } = await fleet.database.pool.query<{ rate: number }>(
      `select (count(*) / extract(epoch from max(finished_at) - min(finished_at)))::float8 as rate
       from run_items where run_id = $1`,
      [id],
    );
    return rows[0]?.rate ?? Number.NaN;
  } finally {
    await fleet.close();
  }
}

const one: number[] = [];
const four: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  one.push(await measure(1));
  four.push(await measure(4));
}
const ratio = spreadOf(four.map((rate, round) => rate / (4 * (one[round] ?? Number.NaN))));
report.print(
  `  one worker ${showSpread(spreadOf(one))} items/s, four ${showSpread(spreadOf(four))}`,
);
report.print(`  four ÷ 4 × one: ${showSpread(ratio)}`);
report.print(
  `  wanted: at least ${short(0.96)}, floor ${short(0.9)}: ${showVerdict({ targetsMet: ratio.median >= 0.96, floorsMet: ratio.median >= 0.9 })}`,
);
report.write({ itemsOfWorker, callsOfWorker, one: spreadOf(one), four: spreadOf(four), ratio });
endpoint.close();
