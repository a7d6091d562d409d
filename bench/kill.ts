import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { startEndpoint } from './endpoint/start-endpoint.ts';
import { openFleet } from './fleet/open-fleet.ts';
import { recount } from './fleet/recount.ts';
import { short, showSpread, showVerdict, startReport } from './frame/report.ts';
import { spreadOf } from './frame/spread.ts';

/**
 * One of four workers is killed (`kill -9`) in the middle of a run over an endpoint that takes 50 ms: how long
 * until the last of its chunks is taken over by another, and how long until every item of every chunk that was
 * begun at that moment has ended (items that saw a worker die are sent one at a time, which takes longer); and
 * whether an item was lost or stored twice.
 */
const rounds = Number(process.env.BENCH_ROUNDS) || 5;
const workers = 4;
const items = Number(process.env.BENCH_ITEMS) || 12_000;
/** After so many seconds without a sign of life a worker counts as dead (packages/hub/src/queue/queue.ts). */
const heartbeatSeconds = 10;
const target = heartbeatSeconds + 5;
const floor = 60;

const report = startReport('kill', rounds);
const endpoint = await startEndpoint();
const figures: { takenSeconds: number; endedSeconds: number; lost: number; twice: number }[] = [];
for (let round = 0; round < rounds; round += 1) figures.push(await killOne());

const ended = spreadOf(figures.map(({ endedSeconds }) => endedSeconds));
const taken = spreadOf(figures.map(({ takenSeconds }) => takenSeconds));
const sum = (what: 'lost' | 'twice') => figures.reduce((total, it) => total + it[what], 0);
const [lost, twice] = [sum('lost'), sum('twice')];
const exact = lost === 0 && twice === 0;
const met = {
  targetsMet: exact && taken.max <= target,
  floorsMet: exact && taken.max <= floor,
};
report.print(
  `  its items are taken again after ${showSpread(taken)} s, ended after ${showSpread(ended)} s`,
);
report.print(`  lost ${lost}, stored twice ${twice}`);
report.print(`  wanted: ${short(target)} s (floor: ${short(floor)} s), 0, 0: ${showVerdict(met)}`);
report.write({ items, workers, heartbeatSeconds, figures, taken, ended, lost, twice, ...met });
endpoint.close();

async function killOne(): Promise<(typeof figures)[number]> {
  const fleet = await openFleet(endpoint);
  const { pool } = fleet.database;
  try {
    const modelId = await fleet.addModel(endpoint, { delayMs: 50, concurrency: 64 });
    const datasetId = await fleet.addDataset(items);
    const started = [];
    for (let worker = 0; worker < workers; worker += 1) started.push(await fleet.startWorker());
    const { id } = await fleet.client.runs.start({ modelId, datasetId });
    while ((await fleet.client.runs.get({ id })).counts.succeeded < items / 3) await delay(20);

    const victim = started[1];
    if (!victim) throw new Error('There is no worker to kill.');
    const gone = once(victim, 'exit');
    victim.kill('SIGKILL');
    await gone;
    const killedAt = performance.now();
    const begun = await pool.query<{ id: string }>(
      `select id from run_chunks join begun_items on chunk_id = id where run_id = $1 and pending > 0`,
      [id],
    );
    const chunkIds = begun.rows.map((row) => row.id);
    let [taken, takenSeconds] = [0, Number.NaN];
    for (;;) {
      const { rows } = await pool.query<{ pending: number; taken: number }>(
        `select (select sum(pending)::int from run_chunks where id = any($1)) as pending,
           (select count(distinct chunk_id)::int from run_items
             where chunk_id = any($1) and crashes > 0) as taken`,
        [chunkIds],
      );
      const seconds = (performance.now() - killedAt) / 1000;
      if ((rows[0]?.taken ?? 0) > taken) [taken, takenSeconds] = [rows[0]?.taken ?? 0, seconds];
      if (!rows[0]?.pending) break;
      await delay(50);
    }
    const endedSeconds = (performance.now() - killedAt) / 1000;
    await fleet.waitFor(id, 'completed');
    const { lost, twice } = await recount(fleet.database, id, items);
    return { takenSeconds, endedSeconds, lost, twice };
  } finally {
    await fleet.close();
  }
}
