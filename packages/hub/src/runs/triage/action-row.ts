import { errorCodes, isErrorCode } from '@patchbay/core/error/codes.ts';
import type {
  KeptGroup,
  KeptItems,
  RunAction,
  RunActionKind,
  RunActionState,
} from '@patchbay/core/run/run-action.ts';

/** An action as the store keeps it. */
export interface ActionRecord {
  id: string;
  organisationId: string;
  runId: string;
  kind: RunActionKind;
  state: RunActionState;
  reason: string | null;
  code: string | null;
  itemIds: string[] | null;
  revisionId: string | null;
  revisionNumber: number | null;
  total: number;
  done: number;
  changed: number;
  kept: KeptItems;
  /** The last item that it has been through; null before the first. */
  lastItemId: string | null;
  createdBy: string;
  createdAt: Date;
  finishedAt: Date | null;
}

export const actionColumns = `id, organisation_id as "organisationId", run_id as "runId", kind, state,
  reason, code, item_ids as "itemIds", revision_id as "revisionId",
  revision_number as "revisionNumber", total, done, changed, kept, last_item_id as "lastItemId",
  created_by as "createdBy", created_at as "createdAt", finished_at as "finishedAt"`;

export function toRunAction(record: ActionRecord): RunAction {
  const { id, runId, kind, state, reason, code, itemIds, total, done, changed } = record;
  const { revisionId, revisionNumber } = record;
  return {
    id,
    runId,
    kind,
    state,
    reason,
    code,
    chosen: itemIds?.length ?? null,
    revision:
      revisionId === null || revisionNumber === null
        ? null
        : { id: revisionId, number: revisionNumber },
    total,
    done,
    changed,
    kept: toKeptGroups(record.kept),
    createdBy: record.createdBy,
    createdAt: record.createdAt.toISOString(),
    finishedAt: record.finishedAt?.toISOString() ?? null,
  };
}

/** The most frequent first. */
function toKeptGroups(kept: KeptItems): KeptGroup[] {
  return Object.entries(kept)
    .map(([code, { count, sample }]) => {
      const { title, remedy } = errorCodes[isErrorCode(code) ? code : 'INTERNAL'];
      return { code, title, remedy, count, sample };
    })
    .sort((one, other) => other.count - one.count);
}

/** Adds items that were kept as they are, with the problem of each, to those that were counted before. */
export function countKept(
  before: KeptItems,
  problems: readonly { code: string; message: string }[],
): KeptItems {
  const kept = new Map(Object.entries(before));
  for (const { code, message } of problems) {
    const known = kept.get(code);
    kept.set(code, { count: (known?.count ?? 0) + 1, sample: known?.sample ?? message });
  }
  return Object.fromEntries(kept);
}
