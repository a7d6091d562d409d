import { showVerdict } from '../frame/report.ts';
import type { ListFigures } from './measure-list.ts';

/** The figures of a list in words, with what was asked of them. */
export function printList(
  { name, p50Ms, p95Ms, maxMs, bytes }: ListFigures,
  { p95Ms: target, floorMs }: { readonly p95Ms: number; readonly floorMs: number },
): string {
  const verdict = showVerdict({ targetsMet: p95Ms <= target, floorsMet: p95Ms <= floorMs });
  const ms = (value: number) => value.toFixed(1);
  return [
    `\n  ${name} (${Math.round(bytes / 1000)} kB)`,
    `    median ${ms(p50Ms)} ms, p95 ${ms(p95Ms)} ms, longest ${ms(maxMs)} ms`,
    `    wanted: p95 at most ${target} ms, at worst ${floorMs}: ${verdict}`,
  ].join('\n');
}
