import { parseArgs } from 'node:util';
import { runSoak } from './soak.ts';

/** `npm run soak -- --hours 6`: runs over an endpoint that goes wrong, and prints what the hub and the worker held. */
const { values } = parseArgs({ options: { hours: { type: 'string', default: '6' } } });
const durationMs = Number(values.hours) * 3_600_000;
const report = await runSoak({
  durationMs,
  items: 20_000,
  everyMs: Math.min(10_000, Math.max(1000, durationMs / 200)),
  tell: (line) => print(`${new Date().toISOString().slice(11, 19)} ${line}`),
});
print(JSON.stringify(report, null, 2));
process.exitCode = report.violations.length === 0 ? 0 : 1;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
