import pg from 'pg';
import { runScript } from '../../database/copy/run-script.ts';
import { type Database, withTransaction } from '../../database/database.ts';
import { notifyRunChanged } from '../../queue/run-signals.ts';
import { createClassKeys } from '../class-key.ts';
import { findClasses, writePredictions } from '../engine/prediction-rows.ts';
import { type ActionRecord, countKept } from './action-row.ts';
import type { ActionStore } from './action-store.ts';
import type { ReplacedPrediction } from './decode-store.ts';
import type { ReadableItem, ReadItem } from './read-item.ts';
import { countChanges } from './tally-changes.ts';

export type ReplaceStore = ReturnType<typeof createReplaceStore>;

/** Puts what was decoded again in the place of what was there. */
export function createReplaceStore(database: Database, actions: ActionStore) {
  return {
    /**
     * Saves what the stored answers of some items say now, with the counters and tallies of their chunks
     * and how far the action is, in one transaction; locks are taken in the order run, items, chunks,
     * tallies. An item that is otherwise than it was found (it is tried again, or another decoding was
     * faster) is left alone; so are all of them where the action is not where it was.
     */
    async replace(action: ActionRecord, read: readonly ReadItem[]): Promise<void> {
      const last = read.at(-1);
      if (!last) return;
      await withTransaction(database, async (client) => {
        const current = await actions.lock(client, action.id);
        if (!current || (current.lastItemId ?? '') >= last.item.id) return;
        await client.query(
          'select from runs where organisation_id = $1 and id = $2 for no key update',
          [action.organisationId, action.runId],
        );
        const readable = read.filter((it): it is ReadableItem => it.outcome.ok);
        const moved = await succeedItems(client, action, readable);
        const changed = readable.filter(({ item }) => moved.has(item.id));
        const replaced = await deletePredictions(client, action, changed);
        await insertPredictions(client, action, changed);
        await countOnChunks(client, action, changed);
        await addTallies(client, action, changed, replaced);
        await actions.advance(client, action.id, {
          lastItemId: last.item.id,
          done: read.length,
          changed: changed.length,
          kept: countKept(
            current.kept,
            read.flatMap(({ outcome }) => (outcome.ok ? [] : outcome.problem)),
          ),
        });
        await notifyRunChanged(client, action.runId);
      });
    },

    /** Whether the database refused the values themselves: trying again cannot help. */
    isRefusal(error: unknown): boolean {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return /^(22|54)/.test(code) && (error instanceof pg.DatabaseError || code.length === 5);
    },
  };
}

/** Moves the items that are still as they were found, in the order of their ids, and returns those. */
async function succeedItems(
  client: pg.PoolClient,
  { organisationId, runId }: ActionRecord,
  readable: readonly ReadableItem[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `with found as (
       select run_items.id, read.annotations, read.warnings
       from run_items join unnest($3::uuid[], $4::text[], $5::int[], $6::int[], $7::int[])
         as read (id, state, attempts, annotations, warnings) on read.id = run_items.id
       where run_items.organisation_id = $1 and run_items.run_id = $2
         and run_items.id = any($3) and run_items.state = read.state
         and run_items.attempts = read.attempts
       order by run_items.id for no key update of run_items
     )
     update run_items
     set state = 'succeeded', code = null, problem = null, annotation_count = found.annotations,
       warning_count = found.warnings,
       finished_at = case when state = 'failed' then now() else finished_at end
     from found where run_items.id = found.id returning run_items.id`,
    [
      organisationId,
      runId,
      readable.map(({ item }) => item.id),
      readable.map(({ item }) => item.state),
      readable.map(({ item }) => item.attempts),
      readable.map(({ outcome }) => outcome.value.answer.annotations.length),
      readable.map(({ outcome }) => outcome.warnings.length),
    ],
  );
  return new Set(rows.map((row) => row.id));
}

/** Takes away what the items had, with the rows by which lists find it, and returns what that was. */
async function deletePredictions(
  client: pg.PoolClient,
  { organisationId, runId }: ActionRecord,
  changed: readonly ReadableItem[],
): Promise<Map<string, ReplacedPrediction>> {
  const ids = changed.filter(({ item }) => item.state === 'succeeded').map(({ item }) => item.id);
  const { rows } = await client.query<ReplacedPrediction>(
    `delete from predictions where organisation_id = $1 and item_id = any($2)
     returning item_id as "itemId", annotations, warnings`,
    [organisationId, ids],
  );
  const classes = rows.flatMap(({ itemId, annotations }) =>
    [...findClasses(annotations)].map(([name, confidence]) => ({ itemId, name, confidence })),
  );
  const keyOf = createClassKeys();
  // By the whole of its key: a class has as many rows as items.
  await client.query(
    `delete from prediction_classes
     using unnest($2::bigint[], $3::real[], $4::uuid[]) as old (class_key, confidence, item_id)
     where prediction_classes.organisation_id = $1 and prediction_classes.class_key = old.class_key
       and prediction_classes.confidence = old.confidence
       and prediction_classes.item_id = old.item_id`,
    [
      organisationId,
      classes.map(({ name }) => keyOf(runId, name)),
      classes.map(({ confidence }) => confidence),
      classes.map(({ itemId }) => itemId),
    ],
  );
  return new Map(rows.map((row) => [row.itemId, row]));
}

async function insertPredictions(
  client: pg.PoolClient,
  { id, organisationId, runId, revisionId }: ActionRecord,
  changed: readonly ReadableItem[],
): Promise<void> {
  const predictions = changed.map(({ item, outcome }) => {
    const { annotations, reportedVersion, reading, usage } = outcome.value.answer;
    return {
      organisationId,
      runId,
      revisionId: revisionId ?? '',
      itemId: item.id,
      dataRowId: item.dataRowId,
      annotations,
      warnings: outcome.warnings,
      reportedVersion: reportedVersion ?? null,
      reading: reading ?? null,
      usage: usage ?? null,
      actionId: id,
      reusedFrom: item.sourceId === item.id ? null : item.sourceId,
    };
  });
  await runScript(client, writePredictions(predictions));
}

async function countOnChunks(
  client: pg.PoolClient,
  { organisationId }: ActionRecord,
  changed: readonly ReadableItem[],
): Promise<void> {
  const failed = changed.filter(({ item }) => item.state === 'failed');
  const byChunk = [...Map.groupBy(failed, ({ item }) => item.chunkId)];
  // Those of the others are locked too: their tallies are behind these locks.
  await client.query(
    'select from run_chunks where organisation_id = $1 and id = any($2) order by id for no key update',
    [organisationId, [...new Set(changed.map(({ item }) => item.chunkId))]],
  );
  await client.query(
    `update run_chunks
     set failed = failed - mended.count, succeeded = succeeded + mended.count
     from unnest($2::uuid[], $3::int[]) as mended (chunk_id, count)
     where run_chunks.organisation_id = $1 and run_chunks.id = mended.chunk_id`,
    [organisationId, byChunk.map(([chunkId]) => chunkId), byChunk.map(([, list]) => list.length)],
  );
}

async function addTallies(
  client: pg.PoolClient,
  { organisationId, runId }: ActionRecord,
  changed: readonly ReadableItem[],
  replaced: ReadonlyMap<string, ReplacedPrediction>,
): Promise<void> {
  const changes = countChanges(changed, replaced);
  await client.query(
    `insert into run_tallies
       (organisation_id, run_id, chunk_id, subject, name, kind, unknown_class, count, sample)
     select $1, $2, made.chunk_id, made.subject, made.name, made.kind, made.unknown_class,
       made.count, made.sample
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::int[], $9::text[])
       as made (chunk_id, subject, name, kind, unknown_class, count, sample)
     on conflict (run_id, subject, chunk_id, name, kind, unknown_class)
     do update set count = run_tallies.count + excluded.count`,
    [
      organisationId,
      runId,
      changes.map((tally) => tally.chunkId),
      changes.map((tally) => tally.subject),
      changes.map((tally) => tally.name),
      changes.map((tally) => tally.kind),
      changes.map((tally) => tally.unknownClass),
      changes.map((tally) => tally.count),
      changes.map((tally) => tally.sample),
    ],
  );
}
