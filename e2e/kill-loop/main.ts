import { parseArgs } from 'node:util';
import { runKillLoop } from './kill-loop.ts';

/** `npm run kill-loop -- --minutes 10 [--seed 7]`: prints what was killed, and what came of it. */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
print(`seed ${seed}, ${values.minutes} minutes`);
const report = await runKillLoop({
  seed,
  killMs: Number(values.minutes) * 60_000,
  items: 4000,
  patienceMs: 180_000,
  tell: (line) => print(`${new Date().toISOString().slice(11, 19)} ${line}`),
});
const { violations, runs, startMs } = report;
print(JSON.stringify({ ...report, startMs: undefined, runs, seed }, null, 2));
print(`starts of the hub: ${startMs.length}, the slowest ${Math.round(Math.max(...startMs))} ms`);
print(violations.length === 0 ? 'Nothing lost, nothing twice.' : `${violations.length} VIOLATIONS`);
process.exitCode = violations.length === 0 ? 0 : 1;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
