import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeMachine } from './machine.ts';
import type { Spread } from './spread.ts';

const results = join(import.meta.dirname, '../results');

/** What a benchmark says of itself: on the screen while it runs, and in `bench/results/<name>.json`. */
export interface Report {
  print(text: string): void;
  /** Writes what was measured, with where and when. */
  write(facts: { readonly [name: string]: unknown }): void;
}

/** Begins the report of a benchmark: says what is measured, and where. */
export function startReport(name: string, rounds: number): Report {
  const machine = describeMachine();
  console.log(`\n${name}: ${rounds} rounds, median (min to max)`);
  console.log(
    `  ${machine.processor} × ${machine.processors}, load ${machine.load.toFixed(1)}, ` +
      `${machine.platform}, Node ${machine.node}`,
  );
  return {
    print: (text) => console.log(text),
    write(facts) {
      mkdirSync(results, { recursive: true });
      const report = { name, measuredAt: new Date().toISOString(), machine, rounds, ...facts };
      writeFileSync(join(results, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`);
    },
  };
}

/** A spread in words: the median with the lowest and the highest round. */
export function showSpread({ median, min, max }: Spread): string {
  return `${short(median)} (${short(min)} to ${short(max)})`;
}

/** Three digits that count, without an exponent. */
export function short(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}

/** What became of what was asked. */
export function showVerdict(met: { targetsMet: boolean; floorsMet: boolean }): string {
  if (met.targetsMet) return 'met';
  return met.floorsMet ? 'MISSED, above the floor' : 'BELOW THE FLOOR';
}
