import type { FailureGroup, RunSummary, RunView } from '@patchbay/core/api/run-routes.ts';
import { measureRunLength } from '@patchbay/core/run/run-length.ts';
import { hasEnded, type RunState } from '@patchbay/core/run/run-state.ts';
import { printClassLines } from '../terminal/class-lines.ts';
import type { Output, Style } from '../terminal/terminal.ts';
import { countOf, formatCount, formatRate } from '../terminal/wording.ts';

const stateStyles: { readonly [State in RunState]: Style } = {
  preparing: 'dim',
  queued: 'dim',
  running: 'cyan',
  paused: 'yellow',
  completed: 'green',
  cancelled: 'yellow',
  failed: 'red',
};

/** Prints where a run stands: its counts, what was found by class, what is suspected or failed, and what to do. */
export function printRunOutcome(
  out: Output,
  run: RunView,
  summary: RunSummary,
  hubUrl: string,
): void {
  out.line(`${out.paint('bold', run.name)}  ${out.paint(stateStyles[run.state], run.state)}`);
  if (run.reason) out.line(`  ${run.reason}`);
  out.line(`  ${describeCounts(run)}`);
  if (run.reuseResults) {
    out.line(`  ${countOf(summary.reused, 'result')} of earlier runs used again, without a call`);
  }
  out.line(`  ${countOf(summary.annotations, 'annotation')}`);
  printClassLines(out, summary.classes);
  for (const { title, remedy } of summary.suspicions) {
    out.line(out.paint('yellow', `  ⚠ ${title}`));
    out.line(`    → ${remedy}`);
  }
  for (const warning of summary.warningCodes) {
    out.line(out.paint('yellow', `  ⚠ ${formatCount(warning.count)} × ${warning.title}`));
    out.line(`    → ${warning.remedy}`);
  }
  for (const failure of summary.failures) printFailure(out, failure);
  if (summary.failures.length > 0 && hasEnded(run.state)) {
    out.line(`  call the failed ones again:  patchbay run retry ${run.id}`);
  }
  out.line(out.paint('dim', `  ${hubUrl}/runs/${run.id}`));
}

function describeCounts(run: RunView): string {
  const { counts } = run;
  const parts = [`${countOf(counts.succeeded, 'item')} succeeded`];
  for (const state of ['failed', 'pending', 'cancelled', 'ignored'] as const) {
    if (counts[state] > 0) parts.push(`${formatCount(counts[state])} ${state}`);
  }
  const pace = measureRunLength(run)?.itemsPerSecond;
  if (pace) parts.push(formatRate(pace));
  return parts.join(' · ');
}

function printFailure(out: Output, failure: FailureGroup): void {
  const heading = out.paint('red', `  ✗ ${formatCount(failure.count)} × ${failure.title}`);
  out.line(`${heading}  ${out.paint('dim', failure.code)}`);
  out.line(`    ${failure.sample.replaceAll('\n', ' ')}`);
  out.line(`    ${out.paint('cyan', '→')} ${failure.remedy}`);
}
