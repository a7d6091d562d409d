import { printClassLines } from '../terminal/class-lines.ts';
import type { Output } from '../terminal/terminal.ts';
import { countOf, formatCount, formatRate } from '../terminal/wording.ts';
import { isSound, type ModelResult } from './demo-result.ts';
import type { CodeScore } from './judge-codes.ts';

/** Prints what the models of the demo found. */
export function printDemoResult(out: Output, results: readonly ModelResult[]): void {
  for (const result of results) {
    out.line();
    printModelResult(out, result);
  }
}

function printModelResult(out: Output, result: ModelResult): void {
  const sign = isSound(result) ? out.paint('green', '✓') : out.paint('red', '✗');
  const origin = out.paint('dim', `${result.protocol} · ${result.dataset}`);
  out.line(`${sign} ${out.paint('bold', result.model)}  ${origin}`);
  const { itemsPerSecond } = result;
  const counts = [
    countOf(result.items, 'item'),
    countOf(result.annotations, 'annotation'),
    `${formatCount(result.failed)} failed`,
    ...(itemsPerSecond === null ? [] : [formatRate(itemsPerSecond)]),
  ];
  out.line(`  ${counts.join(' · ')}`);
  printClassLines(out, result.classes);
  if (result.codes) out.line(`  ${out.paint('bold', describeScore(result.codes))}`);
  for (const { count, title, remedy } of result.failures) {
    out.line(out.paint('red', `  ✗ ${formatCount(count)} × ${title}`));
    out.line(`    ${out.paint('cyan', '→')} ${remedy}`);
  }
}

function describeScore({ right, known }: CodeScore): string {
  const percent = known === 0 ? '' : ` (${Math.round((right / known) * 100)} %)`;
  return `read right: ${formatCount(right)} of ${formatCount(known)} known codes${percent}`;
}
