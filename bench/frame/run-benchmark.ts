import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Comparison, type Figures, measure } from './comparison.ts';
import { describeMachine } from './machine.ts';
import type { Spread } from './spread.ts';

/** An odd number, so that the median is a figure that was measured. */
const rounds = 9;

const results = join(import.meta.dirname, '../results');

/**
 * Measures one comparison after another, prints each, and writes all of them to
 * `bench/results/<name>.json`.
 */
export function runBenchmark(name: string, comparisons: readonly Comparison[]): void {
  const machine = describeMachine();
  console.log(`\n${name}: ${rounds} rounds, median (min to max)`);
  console.log(
    `  ${machine.processor} × ${machine.processors}, load ${machine.load.toFixed(1)}, ` +
      `${machine.platform}, Node ${machine.node}`,
  );
  const figures = comparisons.map((comparison) => {
    const measured = measure(comparison, rounds);
    console.log(describe(measured));
    return measured;
  });
  mkdirSync(results, { recursive: true });
  const report = { name, measuredAt: new Date().toISOString(), machine, rounds, figures };
  writeFileSync(join(results, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`);
}

function describe(figures: Figures): string {
  const { targets, processorShare } = figures;
  const share = `${Math.round(processorShare * 100)} % of a processor`;
  const whole = `${short(figures.perSecond.median / processorShare)} ${figures.unit}/s`;
  const wanted = [
    targets.perSecond && `at least ${short(targets.perSecond)} ${figures.unit}/s`,
    targets.milliseconds && `at most ${targets.milliseconds} ms`,
    targets.ratio && `at least ${targets.ratio} ×`,
  ].filter(Boolean);
  return [
    `\n  ${figures.name}`,
    `    ${spread(figures.perSecond)} ${figures.unit}/s; a call ${spread(figures.milliseconds)} ms`,
    `    ${spread(figures.ratio)} × as fast as ${figures.against}`,
    ...(processorShare < 0.95 ? [`    had ${share}; with a whole one about ${whole}`] : []),
    ...(wanted.length > 0
      ? [`    wanted: ${wanted.join(', ')}: ${figures.targetsMet ? 'met' : 'MISSED'}`]
      : []),
  ].join('\n');
}

function spread({ median, min, max }: Spread): string {
  return `${short(median)} (${short(min)} to ${short(max)})`;
}

/** Three digits that count, without an exponent. */
function short(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
