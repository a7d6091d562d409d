import type { PredictionView } from '@patchbay/core/api/item-routes.ts';
import type { CallEvent, ItemEvent } from '@patchbay/core/run/item-timeline.ts';
import type { AttemptRow } from './exchange-row.ts';
import type { ItemRecord } from './item-rows.ts';

/** What is known of an item from which its time line is written. */
interface ItemHistory {
  readonly item: ItemRecord;
  readonly attempts: readonly AttemptRow[];
  readonly prediction: PredictionView | null;
  /** Number of the revision as which the prediction was read. */
  readonly revision: number | null;
  /** The item whose result was used again; null where there is none, or none any more. */
  readonly source: ItemRecord | null;
}

/** What happened to an item, first to last. */
export function writeTimeline(history: ItemHistory): ItemEvent[] {
  const { item, attempts, prediction, revision, source } = history;
  const events: ItemEvent[] = attempts.map((row, index) => toCallEvent(row, attempts[index - 1]));
  if (item.crashes > 0) events.push({ kind: 'crash', count: item.crashes });
  if (prediction?.reusedFrom) {
    events.push({
      kind: 'reused',
      fromItemId: prediction.reusedFrom,
      fromRunId: source?.runId ?? null,
      at: item.finishedAt?.toISOString() ?? prediction.createdAt,
    });
  }
  if (prediction?.actionId) {
    events.push({ kind: 'decoded again', at: prediction.createdAt, revision: revision ?? 1 });
  }
  if (item.state !== 'pending') {
    events.push({
      kind: 'ended',
      state: item.state,
      at: item.finishedAt?.toISOString() ?? null,
      warnings: item.warningCount,
      code: item.problem?.code ?? null,
    });
  }
  return events;
}

function toCallEvent(row: AttemptRow, before: AttemptRow | undefined): CallEvent {
  return {
    kind: 'call',
    attempt: row.attempt,
    frame: row.frame,
    exchangeId: row.started_at === null ? null : row.call_id,
    reach: reachOf(row),
    startedAt: row.started_at?.toISOString() ?? null,
    latencyMs: row.latency_ms,
    waitedMs: before ? waitBetween(before, row) : null,
    status: row.response_status,
    problem: row.problem,
  };
}

function reachOf(row: AttemptRow): CallEvent['reach'] {
  if (row.call_id === null) return 'not sent';
  if (row.started_at === null) return 'removed';
  return row.response_status === null ? 'unanswered' : 'answered';
}

function waitBetween(before: AttemptRow, row: AttemptRow): number | null {
  if (before.started_at === null || before.latency_ms === null || row.started_at === null) {
    return null;
  }
  const endedAt = before.started_at.getTime() + before.latency_ms;
  return Math.max(0, row.started_at.getTime() - endedAt);
}
