import { setTimeout as delay } from 'node:timers/promises';
import { startEndpoint } from './endpoint/start-endpoint.ts';
import { openBareLoop } from './engine/bare-calls.ts';
import { openNaiveLoop } from './engine/naive-loop.ts';
import { showSpread, showVerdict, startReport } from './frame/report.ts';
import { spreadOf } from './frame/spread.ts';
import { insertImages, registerModel } from './hub/bench-dataset.ts';
import { openHub } from './hub/open-hub.ts';

/**
 * A whole run of a hub, from the first item to the last that is committed (predictions, states, counters,
 * tallies, exchanges), against a loop that does nothing but the requests. A naive loop that calls, parses and stores
 * stands beside it. Hub, PostgreSQL and endpoint share the machine; planning is not counted.
 */

const rounds = 5;
const concurrency = 64;
const count = 20_000;
const targets = { ratio: 0.6 };
const floors = { ratio: 0.4 };

const endpoint = await startEndpoint();
const bare = openBareLoop(endpoint, concurrency);
const hub = await openHub([endpoint.host]);
const naive = await openNaiveLoop(hub.database, endpoint, concurrency);
const datasetId = await insertImages(hub, count);
const modelId = await registerModel(hub, endpoint.url(), concurrency);
await hub.startWorkers();

/** Seconds that something takes. */
async function time(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Seconds from the start of the work to the end of the run, by the clock of the database. */
async function runOnce(): Promise<number> {
  const { id } = await hub.ask<{ id: string }>('POST', '/runs', { modelId, datasetId });
  for (;;) {
    await delay(250);
    const run = await hub.ask<{
      state: string;
      counts: { succeeded: number };
      startedAt: string;
      finishedAt: string | null;
    }>('GET', `/runs/${id}`);
    if (run.finishedAt === null) continue;
    if (run.counts.succeeded !== count) throw new Error('Not every item succeeded.');
    return (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000;
  }
}

const report = startReport('engine-saved', rounds);
const measured: { saved: number; naive: number; bare: number }[] = [];
for (let round = -1; round < rounds; round += 1) {
  const bareSeconds = await time(() => bare.send(count));
  const savedSeconds = await runOnce();
  await naive.prepare(count);
  const naiveSeconds = await time(() => naive.send());
  if (round < 0) continue; // so far, everything warms up
  measured.push({
    saved: count / savedSeconds,
    naive: count / naiveSeconds,
    bare: count / bareSeconds,
  });
}
const figures = {
  savedPerSecond: spreadOf(measured.map(({ saved }) => saved)),
  barePerSecond: spreadOf(measured.map((round) => round.bare)),
  naivePerSecond: spreadOf(measured.map((round) => round.naive)),
  naiveRatio: spreadOf(measured.map((round) => round.naive / round.bare)),
  ratio: spreadOf(measured.map((round) => round.saved / round.bare)),
};
const meets = ({ ratio }: typeof targets) => figures.ratio.median >= ratio;
const met = { targetsMet: meets(targets), floorsMet: meets(floors) };
report.print(
  [
    `\n  a run of ${count.toLocaleString('en')} items, ${concurrency} calls at once, everything saved`,
    `    ${showSpread(figures.savedPerSecond)} items/s; bare loop ${showSpread(figures.barePerSecond)} items/s`,
    `    ${showSpread(figures.ratio)} × as fast as a bare loop of undici \`request\` that reads the body`,
    `    a naive loop of \`request\`, parse and three \`unnest\` statements for 500 rows: ${showSpread(figures.naivePerSecond)} items/s, ${showSpread(figures.naiveRatio)} × the bare loop`,
    `    wanted: at least ${targets.ratio} × (floor: ${floors.ratio} ×): ${showVerdict(met)}`,
  ].join('\n'),
);
report.write({ figures, targets, floors, ...met });
await Promise.all([bare.close(), naive.close(), hub.close()]);
endpoint.close();
