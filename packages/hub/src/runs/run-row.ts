import type { RunView } from '@patchbay/core/api/run-routes.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { ItemCounts } from '@patchbay/core/run/run-progress.ts';
import type { RunState } from '@patchbay/core/run/run-state.ts';

/** The counters of a run as its row keeps them. */
export interface CountColumns {
  total: number;
  succeeded: number;
  failed: number;
  cancelled: number;
  ignored: number;
}

/** A run as it is read from the database. */
export interface RunRow extends CountColumns {
  id: string;
  name: string;
  state: RunState;
  reason: string | null;
  model_id: string;
  model_name: string;
  revision_id: string;
  revision_number: number;
  protocol: string;
  dataset_id: string;
  dataset_name: string;
  parameters: { [name: string]: Json };
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

export const runColumns = `id, name, state, reason, model_id, model_name, revision_id, revision_number,
  protocol, dataset_id, dataset_name, parameters, total, succeeded, failed, cancelled, ignored,
  created_at, started_at, finished_at`;

/** What is neither finished nor given up is pending: the counters always add up. */
export function toItemCounts(row: CountColumns): ItemCounts {
  const { total, succeeded, failed, cancelled, ignored } = row;
  const pending = total - succeeded - failed - cancelled - ignored;
  return { total, pending, succeeded, failed, cancelled, ignored };
}

export function toRunView(row: RunRow): RunView {
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    reason: row.reason,
    model: {
      id: row.model_id,
      name: row.model_name,
      revisionId: row.revision_id,
      revision: row.revision_number,
    },
    dataset: { id: row.dataset_id, name: row.dataset_name },
    protocol: row.protocol,
    parameters: row.parameters,
    counts: toItemCounts(row),
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
