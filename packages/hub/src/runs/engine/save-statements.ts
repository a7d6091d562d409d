import { itemStatesBefore } from '@patchbay/core/run/item-state.ts';
import { arrayLiteral, literal } from '../../database/copy/literal.ts';
import type { FinishedItem } from './finished-item.ts';
import { countTallies } from './tallies.ts';

/** The run and chunk to which saved items belong. */
export interface SaveKey {
  organisationId: string;
  runId: string;
  chunkId: string;
  revisionId: string;
}

/**
 * Moves the items on and returns those that were still pending, in the round in which they were
 * called. Chunk and ids are named so that the index of the chunk's pending items is used, however
 * many others there are; in one order, so that two who save the same chunk do not wait for each other.
 */
export function finishItems(key: SaveKey, finished: readonly FinishedItem[]): string {
  const done = finished.toSorted((a, b) => (a.item.id < b.item.id ? -1 : 1));
  const ids = arrayLiteral(
    done.map(({ item }) => item.id),
    'uuid',
  );
  const integers = (read: (it: FinishedItem) => number | null) =>
    arrayLiteral(done.map(read), 'int');
  const problems = done.map(({ result }) => (result.ok ? null : JSON.stringify(result.problem)));
  return `update run_items
    set state = case when done.problem is null then 'succeeded' else 'failed' end,
      attempts = run_items.attempts + done.attempts,
      problem = done.problem, code = done.problem ->> 'code',
      annotation_count = done.annotations, warning_count = done.warnings, finished_at = now()
    from unnest(${ids},
      ${integers(({ item }) => item.attempts)},
      ${integers(({ attempts }) => attempts.length)},
      ${arrayLiteral(problems, 'jsonb')},
      ${integers(({ result }) => (result.ok ? result.annotations.length : null))},
      ${integers(({ result }) => (result.ok ? result.warnings.length : null))})
      as done (id, attempts_before, attempts, problem, annotations, warnings)
    where run_items.organisation_id = ${literal(key.organisationId)}
      and run_items.chunk_id = ${literal(key.chunkId)}
      and run_items.id = any(${ids}) and run_items.id = done.id
      and run_items.state = any(${arrayLiteral(itemStatesBefore('succeeded'), 'text')})
      and run_items.attempts = done.attempts_before
    returning run_items.id`;
}

/** Moves the counters of the chunk on: those of the run are their sum. */
export function countOnChunk(key: SaveKey, saved: readonly FinishedItem[]): string {
  const succeeded = saved.filter(({ result }) => result.ok).length;
  return `update run_chunks
    set pending = pending - ${saved.length}, succeeded = succeeded + ${succeeded},
      failed = failed + ${saved.length - succeeded}
    where organisation_id = ${literal(key.organisationId)} and id = ${literal(key.chunkId)}`;
}

/** Reads the state of the run, without a lock. */
export function readState(key: SaveKey): string {
  return `select state from runs
    where organisation_id = ${literal(key.organisationId)} and id = ${literal(key.runId)}`;
}

/** Adds to the tallies of the chunk; no statement where there is nothing to add. */
export function addTallies(key: SaveKey, saved: readonly FinishedItem[]): string[] {
  const tallies = countTallies(saved);
  if (tallies.length === 0) return [];
  const of = [key.organisationId, key.runId, key.chunkId].map(literal).join(', ');
  const rows = tallies.map(({ subject, name, kind, unknownClass, count, sample }) => {
    const values = [subject, name, kind, unknownClass, count, sample];
    return `(${of}, ${values.map(literal).join(', ')})`;
  });
  return [
    `insert into run_tallies
       (organisation_id, run_id, chunk_id, subject, name, kind, unknown_class, count, sample)
     values ${rows.join(',\n')}
     on conflict (run_id, subject, chunk_id, name, kind, unknown_class)
     do update set count = run_tallies.count + excluded.count`,
  ];
}
