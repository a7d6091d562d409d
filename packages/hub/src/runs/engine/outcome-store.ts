import { itemStatesBefore } from '@patchbay/core/run/item-state.ts';
import pg from 'pg';
import { v7 as createId } from 'uuid';
import { type Database, withTransaction } from '../../database/database.ts';
import { notifyRunChanged } from '../../queue/run-signals.ts';
import type { AssetStorage } from '../../storage/asset-storage.ts';
import { type CallRow, toCallRows } from './call-rows.ts';
import type { FinishedItem } from './finished-item.ts';
import { countTallies } from './tallies.ts';

/** The run and chunk to which saved items belong. */
export interface SaveKey {
  organisationId: string;
  runId: string;
  chunkId: string;
  revisionId: string;
}

export type OutcomeStore = ReturnType<typeof createOutcomeStore>;

/**
 * Saves finished items: states, predictions, calls, tallies and counters in one transaction, so that
 * the numbers are right after each of them. An item that is no longer as it was when it was called
 * (another worker was faster, the run was cancelled, it failed and is tried again) is left alone:
 * results are stored exactly once.
 */
export function createOutcomeStore(database: Database, storage: AssetStorage) {
  return {
    async save(key: SaveKey, finished: readonly FinishedItem[]): Promise<void> {
      const calls = await toCallRows(finished, storage);
      await withTransaction(database, async (client) => {
        // The run first, always: a cancellation takes its locks in the same order.
        await client.query(
          'select from runs where organisation_id = $1 and id = $2 for no key update',
          [key.organisationId, key.runId],
        );
        const moved = await finishItems(client, key, finished);
        const saved = finished.filter(({ item }) => moved.has(item.id));
        if (saved.length === 0) return;
        await insertPredictions(client, key, saved);
        await insertCalls(
          client,
          key,
          calls.filter((call) => moved.has(call.itemId)),
        );
        await addTallies(client, key, saved);
        await countOnRun(client, key, saved);
        await notifyRunChanged(client, key.runId);
      });
    },

    /** Whether the database refused the values themselves: trying again cannot help. */
    isRefusal(error: unknown): boolean {
      return error instanceof pg.DatabaseError && refusals.test(error.code ?? '');
    },
  };
}

/** SQLSTATE classes: 22, a value is not of its type; 54, it is larger than the database can keep. */
const refusals = /^(22|54)/;

/**
 * Moves the items on and returns those that were still pending, in the round in which they were
 * called. Chunk and ids are named so that the index of the chunk's pending items is used, however
 * many others there are.
 */
async function finishItems(
  client: pg.PoolClient,
  key: SaveKey,
  finished: readonly FinishedItem[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `update run_items
     set state = case when done.problem is null then 'succeeded' else 'failed' end,
       attempts = run_items.attempts + done.attempts,
       problem = done.problem, code = done.problem ->> 'code',
       annotation_count = done.annotations, warning_count = done.warnings, finished_at = now()
     from unnest($2::uuid[], $3::int[], $4::int[], $5::jsonb[], $6::int[], $7::int[])
       as done (id, attempts_before, attempts, problem, annotations, warnings)
     where run_items.organisation_id = $1 and run_items.chunk_id = $9
       and run_items.id = any($2) and run_items.id = done.id and run_items.state = any($8)
       and run_items.attempts = done.attempts_before
     returning run_items.id`,
    [
      key.organisationId,
      finished.map(({ item }) => item.id),
      finished.map(({ item }) => item.attempts),
      finished.map(({ attempts }) => attempts.length),
      finished.map(({ result }) => (result.ok ? null : JSON.stringify(result.problem))),
      finished.map(({ result }) => (result.ok ? result.annotations.length : null)),
      finished.map(({ result }) => (result.ok ? result.warnings.length : null)),
      itemStatesBefore('succeeded'),
      key.chunkId,
    ],
  );
  return new Set(rows.map((row) => row.id));
}

async function insertPredictions(
  client: pg.PoolClient,
  key: SaveKey,
  saved: readonly FinishedItem[],
): Promise<void> {
  const predictions = saved.flatMap(({ item, result }) => (result.ok ? [{ item, result }] : []));
  if (predictions.length === 0) return;
  await client.query(
    `insert into predictions (id, organisation_id, run_id, revision_id, item_id, data_row_id,
       reported_version, reading, usage, annotations, warnings)
     select made.id, $1, $2, $3, made.item_id, made.data_row_id, made.version, made.reading,
       made.usage, made.annotations, made.warnings
     from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::json[],
       $10::json[], $11::json[])
       as made (id, item_id, data_row_id, version, reading, usage, annotations, warnings)`,
    [
      key.organisationId,
      key.runId,
      key.revisionId,
      predictions.map(() => createId()),
      predictions.map(({ item }) => item.id),
      predictions.map(({ item }) => item.dataRowId),
      predictions.map(({ result }) => result.reportedVersion),
      predictions.map(({ result }) => result.reading),
      predictions.map(({ result }) => result.usage && JSON.stringify(result.usage)),
      predictions.map(({ result }) => JSON.stringify(result.annotations)),
      predictions.map(({ result }) => JSON.stringify(result.warnings)),
    ],
  );
}

async function insertCalls(
  client: pg.PoolClient,
  key: SaveKey,
  calls: readonly CallRow[],
): Promise<void> {
  const sent = calls.filter((call) => call.request !== null);
  await client.query(
    `insert into calls (id, organisation_id, run_id, started_at, latency_ms, request, image,
       response_status, response_headers, response_body, response_asset)
     select made.id, $1, $2, made.started_at, made.latency_ms, made.request, made.image,
       made.status, made.headers, made.body, made.asset
     from unnest($3::uuid[], $4::timestamptz[], $5::real[], $6::json[], $7::json[], $8::int[],
       $9::json[], $10::bytea[], $11::text[])
       as made (id, started_at, latency_ms, request, image, status, headers, body, asset)`,
    [
      key.organisationId,
      key.runId,
      sent.map((call) => call.id),
      sent.map((call) => call.startedAt),
      sent.map((call) => call.latencyMs),
      sent.map((call) => call.request),
      sent.map((call) => call.image),
      sent.map((call) => call.status),
      sent.map((call) => call.headers),
      sent.map((call) => call.body),
      sent.map((call) => call.bodyAsset),
    ],
  );
  await client.query(
    `insert into item_attempts (organisation_id, item_id, number, call_number, frame, call_id, problem)
     select $1, made.item_id, made.number, made.call_number, made.frame, made.call_id, made.problem
     from unnest($2::uuid[], $3::int[], $4::int[], $5::int[], $6::uuid[], $7::json[])
       as made (item_id, number, call_number, frame, call_id, problem)`,
    [
      key.organisationId,
      calls.map((call) => call.itemId),
      calls.map((call) => call.attempt),
      calls.map((call) => call.number),
      calls.map((call) => call.frame),
      calls.map((call) => (call.request === null ? null : call.id)),
      calls.map((call) => call.problem),
    ],
  );
}

async function addTallies(
  client: pg.PoolClient,
  key: SaveKey,
  saved: readonly FinishedItem[],
): Promise<void> {
  const tallies = countTallies(saved);
  await client.query(
    `insert into run_tallies (organisation_id, run_id, subject, name, kind, unknown_class, count, sample)
     select $1, $2, made.subject, made.name, made.kind, made.unknown_class, made.count, made.sample
     from unnest($3::text[], $4::text[], $5::text[], $6::boolean[], $7::int[], $8::text[])
       as made (subject, name, kind, unknown_class, count, sample)
     on conflict (run_id, subject, name, kind, unknown_class)
     do update set count = run_tallies.count + excluded.count`,
    [
      key.organisationId,
      key.runId,
      tallies.map((tally) => tally.subject),
      tallies.map((tally) => tally.name),
      tallies.map((tally) => tally.kind),
      tallies.map((tally) => tally.unknownClass),
      tallies.map((tally) => tally.count),
      tallies.map((tally) => tally.sample),
    ],
  );
}

/** Moves the counters on, and the run to its end when nothing is pending any more. */
async function countOnRun(
  client: pg.PoolClient,
  key: SaveKey,
  saved: readonly FinishedItem[],
): Promise<void> {
  const succeeded = saved.filter(({ result }) => result.ok).length;
  await client.query(
    'update run_chunks set pending = pending - $3 where organisation_id = $1 and id = $2',
    [key.organisationId, key.chunkId, saved.length],
  );
  await client.query(
    `update runs set succeeded = succeeded + $3, failed = failed + $4
     where organisation_id = $1 and id = $2`,
    [key.organisationId, key.runId, succeeded, saved.length - succeeded],
  );
  await client.query(
    `update runs set state = 'completed', finished_at = now()
     where organisation_id = $1 and id = $2 and state = 'running'
       and succeeded + failed + cancelled + ignored = total`,
    [key.organisationId, key.runId],
  );
}
