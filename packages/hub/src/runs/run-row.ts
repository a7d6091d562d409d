import type { RunView } from '@patchbay/core/api/run-routes.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Pause, PauseCause } from '@patchbay/core/run/pause.ts';
import type { ItemCounts } from '@patchbay/core/run/run-progress.ts';
import type { RunSelection } from '@patchbay/core/run/run-selection.ts';
import type { RunState } from '@patchbay/core/run/run-state.ts';

/** Whether and why a run is paused. */
export interface PauseColumns {
  state: RunState;
  pause_cause: PauseCause | null;
  paused_at: Date | null;
  probe_at: Date | null;
  probes: number;
}

/** A run as it is read from the database. */
export interface RunRow extends ItemCounts, PauseColumns {
  id: string;
  name: string;
  reason: string | null;
  model_id: string;
  model_name: string;
  revision_id: string;
  revision_number: number;
  protocol: string;
  dataset_id: string;
  dataset_name: string;
  parameters: { [name: string]: Json };
  selection: RunSelection | null;
  preview: boolean;
  reuse_results: boolean;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

/** Joins to each run its counters. */
export const withCounts = `cross join lateral (
    select ${['total', 'pending', 'succeeded', 'failed', 'cancelled', 'ignored']
      .map((column) => `coalesce(sum(run_chunks.${column}), 0)::int as ${column}`)
      .join(', ')}
    from run_chunks where run_chunks.run_id = runs.id
  ) as counts`;

/** Runs with their counters, which are the sums of those of their chunks. */
export const selectRuns = `select id, name, state, reason, pause_cause, paused_at, probe_at, probes,
    model_id, model_name, revision_id, revision_number, protocol, dataset_id, dataset_name, parameters,
    selection, preview, reuse_results, created_at, started_at, finished_at,
    counts.*
  from runs ${withCounts}`;

export function toRunView(row: RunRow): RunView {
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    reason: row.reason,
    pause: toPause(row),
    model: {
      id: row.model_id,
      name: row.model_name,
      revisionId: row.revision_id,
      revision: row.revision_number,
    },
    dataset: { id: row.dataset_id, name: row.dataset_name },
    protocol: row.protocol,
    parameters: row.parameters,
    selection: row.selection,
    preview: row.preview,
    reuseResults: row.reuse_results,
    counts: readCounts(row),
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

export function readCounts(row: ItemCounts): ItemCounts {
  const { total, pending, succeeded, failed, cancelled, ignored } = row;
  return { total, pending, succeeded, failed, cancelled, ignored };
}

export function toPause(row: PauseColumns): Pause | null {
  if (row.state !== 'paused' || row.pause_cause === null) return null;
  return {
    cause: row.pause_cause,
    since: (row.paused_at ?? new Date(0)).toISOString(),
    probeAt: row.probe_at?.toISOString() ?? null,
    probes: row.probes,
  };
}
