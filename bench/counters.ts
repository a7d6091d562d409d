import { short, showSpread, showVerdict, startReport } from './frame/report.ts';
import { spreadOf } from './frame/spread.ts';
import { insertRun } from './hub/bench-run.ts';
import { openHub } from './hub/open-hub.ts';

/** How long the API takes to tell how far a run of a million items is. */

const rounds = 9;
const readsOfOneRound = 200;
const chunks = 2000;
const targets = { medianMs: 2 };
const floors = { medianMs: 10 };

const hub = await openHub();
const runId = await insertRun(hub);
await hub.database.pool.query(
  `insert into run_chunks (id, organisation_id, run_id, number, total, pending, succeeded, failed)
   select uuidv7(), $1, $2, number, 500, 100, 390, 10 from generate_series(1, $3) as number`,
  [hub.organisationId, runId, chunks],
);
await hub.database.pool.query(
  `insert into run_tallies (organisation_id, run_id, subject, chunk_id, name, kind, count, sample)
   select $1, $2, tally.subject, id, tally.name, '', 5, 'a message'
   from run_chunks, (values ('failure', 'MODEL_TIMEOUT'), ('failure', 'MODEL_OVERLOADED'),
     ('class', 'car'), ('class', 'person'), ('class', 'dog')) as tally (subject, name)
   where run_id = $2`,
  [hub.organisationId, runId],
);
await hub.database.pool.query('vacuum analyze run_chunks, run_tallies');

async function timeRead(): Promise<number> {
  const started = performance.now();
  const { counts } = await hub.ask<{ counts: { total: number } }>('GET', `/runs/${runId}`);
  if (counts.total !== 1_000_000) throw new Error('The run was not counted.');
  return performance.now() - started;
}

const report = startReport('counters', rounds);
const measured: Float64Array[] = [];
for (let round = -1; round < rounds; round += 1) {
  const times = new Float64Array(readsOfOneRound);
  for (let read = 0; read < readsOfOneRound; read += 1) times[read] = await timeRead();
  if (round >= 0) measured.push(times.sort());
}
const percentile = (share: number) =>
  spreadOf(measured.map((times) => times[Math.floor((times.length - 1) * share)] ?? Number.NaN));
const figures = { medianMs: percentile(0.5), p95Ms: percentile(0.95) };
const meets = ({ medianMs }: typeof targets) => figures.medianMs.median <= medianMs;
const met = { targetsMet: meets(targets), floorsMet: meets(floors) };
report.print(
  [
    `\n  the numbers of a run of 1,000,000 items in ${chunks.toLocaleString('en')} chunks, at the API`,
    `    median ${showSpread(figures.medianMs)} ms; 95 of a hundred within ${showSpread(figures.p95Ms)} ms`,
    `    wanted: at most ${short(targets.medianMs)} ms (floor: ${short(floors.medianMs)} ms): ${showVerdict(met)}`,
  ].join('\n'),
);
report.write({ figures, targets, floors, ...met });
await hub.close();
