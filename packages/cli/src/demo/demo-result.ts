import type { RunSummary } from '@patchbay/core/api/run-routes.ts';
import { measureRunLength } from '@patchbay/core/run/run-length.ts';
import type { CodeScore } from './judge-codes.ts';
import type { DemoRun } from './run-demo-model.ts';

/** What the demo tells of one model. */
export interface ModelResult {
  readonly model: string;
  readonly protocol: string;
  readonly dataset: string;
  readonly runId: string;
  readonly items: number;
  readonly failed: number;
  readonly annotations: number;
  readonly classes: RunSummary['classes'];
  readonly failures: RunSummary['failures'];
  readonly itemsPerSecond: number | null;
  /** For the reader of codes alone. */
  readonly codes: CodeScore | null;
}

export function describeDemoRun({ run, summary }: DemoRun, codes: CodeScore | null): ModelResult {
  return {
    model: run.model.name,
    protocol: run.protocol,
    dataset: run.dataset.name,
    runId: run.id,
    items: run.counts.total,
    failed: run.counts.total - run.counts.succeeded,
    annotations: summary.annotations,
    classes: summary.classes,
    failures: summary.failures,
    itemsPerSecond: measureRunLength(run)?.itemsPerSecond ?? null,
    codes,
  };
}

/** Whether everything went as it should: every item answered, and something found. */
export function isSound({ items, failed, annotations }: ModelResult): boolean {
  return items > 0 && failed === 0 && annotations > 0;
}
