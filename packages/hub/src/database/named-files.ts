import type pg from 'pg';
import { frameHashes, imagesWithin } from './schema/datasets.ts';

/** Any number that no other program locks: "import" in telephone keys. */
const advisoryLock = 467_678;

/**
 * Until it is let go, no file is removed from the storage: what is being imported lies there before a row names
 * it. Waits for a removal that is under way.
 */
export async function keepFiles(client: pg.ClientBase): Promise<() => Promise<void>> {
  await client.query('select pg_advisory_lock_shared($1)', [advisoryLock]);
  return async () => {
    await client.query('select pg_advisory_unlock_shared($1)', [advisoryLock]);
  };
}

/** Lets no import begin until the transaction ends; false where one is under way. */
export async function tryToKeepImportsOut(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ isOurs: boolean }>(
    'select pg_try_advisory_xact_lock($1) as "isOurs"',
    [advisoryLock],
  );
  return rows[0]?.isOurs ?? false;
}

/**
 * Which files a data row of any organisation names: as its own, within a conversation or attachments, or as a
 * frame of its video. The same bytes are kept once for all of them. To be asked in a transaction: until it ends,
 * indexes are used wherever there are any. PostgreSQL does not know how long it takes to read the lists of all
 * rows.
 */
export async function findNamedFiles(
  client: pg.ClientBase,
  assets: readonly string[],
): Promise<Set<string>> {
  await client.query('set local enable_seqscan = off');
  const { rows } = await client.query<{ asset: string }>(
    `select asset_hash as asset from data_rows where asset_hash = any($1)
     union
     select jsonb_array_elements_text(${imagesWithin.hashes}) from data_rows
     where ${imagesWithin.mayBeThere} and ${imagesWithin.hashes} ?| $1
     union
     select jsonb_array_elements_text(${frameHashes}) from video_frames where ${frameHashes} ?| $1`,
    [assets],
  );
  return new Set(rows.map(({ asset }) => asset));
}

/**
 * Frames of videos that no data row of their organisation has any more become leftovers: of a video that was removed
 * while it was decoded, or out of two datasets at once. To be asked while no import is under way.
 */
export async function forgetFramesOfNoRow(client: pg.ClientBase): Promise<void> {
  await client.query(
    `with gone as (
       delete from video_frames as of_none where not exists (
         select from data_rows
         where organisation_id = of_none.organisation_id and asset_hash = of_none.video_hash)
       returning organisation_id, ${frameHashes} as hashes)
     insert into storage_leftovers (organisation_id, asset, created_at)
     select distinct on (asset) organisation_id, asset, '-infinity'::timestamptz
     from gone, jsonb_array_elements_text(hashes) as asset order by asset
     on conflict (asset) do update set created_at = excluded.created_at`,
  );
}
