import { startEndpoint } from './endpoint/start-endpoint.ts';
import { openBareLoop } from './engine/bare-calls.ts';
import { openEngine } from './engine/engine-calls.ts';
import { short, showSpread, showVerdict, startReport } from './frame/report.ts';
import { spreadOf } from './frame/spread.ts';

/**
 * How much later an answer is there because the engine asked for it: one call after the other, in turn by the
 * engine and by a bare request, so that whatever else happens on the machine hits both.
 */

const rounds = 9;
const callsOfOneRound = 1500;
const targets = { medianMs: 0.1, p99Ms: 1 };
const floors = { medianMs: 0.3, p99Ms: 3 };

const endpoint = await startEndpoint();
const bare = openBareLoop(endpoint, 1);
const engine = openEngine({ endpoint, concurrency: 1, delivery: 'original-url' });

async function timeOne(send: (count: number) => Promise<void>): Promise<number> {
  const started = performance.now();
  await send(1);
  return performance.now() - started;
}

/** What the calls of a round took, sorted, in milliseconds. */
interface Times {
  readonly engine: Float64Array;
  readonly bare: Float64Array;
}

async function measureRound(): Promise<Times> {
  const times = {
    engine: new Float64Array(callsOfOneRound),
    bare: new Float64Array(callsOfOneRound),
  };
  for (let call = 0; call < callsOfOneRound; call += 1) {
    times.engine[call] = await timeOne(engine.send);
    times.bare[call] = await timeOne(bare.send);
  }
  return { engine: times.engine.sort(), bare: times.bare.sort() };
}

function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

const report = startReport('latency', rounds);
await measureRound(); // warms both up
const measured: Times[] = [];
for (let round = 0; round < rounds; round += 1) measured.push(await measureRound());

const added = (share: number) =>
  spreadOf(
    measured.map((times) => percentile(times.engine, share) - percentile(times.bare, share)),
  );
const figures = {
  addedMedianMs: added(0.5),
  addedP99Ms: added(0.99),
  bareMedianMs: spreadOf(measured.map((times) => percentile(times.bare, 0.5))),
  bareP99Ms: spreadOf(measured.map((times) => percentile(times.bare, 0.99))),
};
const meets = (wanted: typeof targets) =>
  figures.addedMedianMs.median <= wanted.medianMs && figures.addedP99Ms.median <= wanted.p99Ms;
const met = { targetsMet: meets(targets), floorsMet: meets(floors) };

report.print(
  [
    `\n  one call at a time, ${callsOfOneRound} in a round`,
    `    added to the median ${showSpread(figures.addedMedianMs)} ms; a bare request ${showSpread(figures.bareMedianMs)} ms`,
    `    added to the 99th percentile ${showSpread(figures.addedP99Ms)} ms; a bare request ${showSpread(figures.bareP99Ms)} ms`,
    `    wanted: at most ${short(targets.medianMs)} and ${short(targets.p99Ms)} ms ` +
      `(floor: ${short(floors.medianMs)} and ${short(floors.p99Ms)} ms): ${showVerdict(met)}`,
  ].join('\n'),
);
report.write({ figures, targets, floors, ...met });
await Promise.all([bare.close(), engine.close()]);
endpoint.close();
