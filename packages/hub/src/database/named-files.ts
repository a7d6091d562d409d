import type pg from 'pg';

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
 * frame of its video. The same bytes are kept once for all of them.
 */
export async function findNamedFiles(
  client: pg.ClientBase,
  assets: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ asset: string }>(
    `select asset from unnest($1::text[]) as asset where exists (
       select from datasets join data_rows on dataset_id = datasets.id and asset_hash = asset)
     union
     select named[1] from data_rows,
       regexp_matches(attachments::text || coalesce(turns::text, ''), '"hash": "([0-9a-f]{64})"', 'g') as named
     where (turns is not null or attachments <> '[]') and named[1] = any($1)
     union
     select frame ->> 'hash' from video_frames cross join jsonb_array_elements(frames) as frame
     where frame ->> 'hash' = any($1)`,
    [assets],
  );
  return new Set(rows.map(({ asset }) => asset));
}
