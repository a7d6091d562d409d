import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type pg from 'pg';
import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { frameHashes, imagesWithin } from '../database/schema/datasets.ts';

/** Videos of a dataset that no other dataset of the organisation has. */
const ownVideos = `
  select asset_hash from data_rows as own
  where organisation_id = $1 and dataset_id = $2 and type = 'video' and not exists (
    select from data_rows where asset_hash = own.asset_hash and dataset_id <> $2 and organisation_id = $1)`;

/** The files behind the rows of a dataset: of images and videos, within conversations and attachments, and frames. */
const filesOfRows = `
  select asset_hash as asset from data_rows
  where organisation_id = $1 and dataset_id = $2 and type in ('image', 'video')
  union
  select jsonb_array_elements_text(${imagesWithin.hashes}) from data_rows
  where organisation_id = $1 and dataset_id = $2 and ${imagesWithin.mayBeThere}
  union
  select jsonb_array_elements_text(${frameHashes}) from video_frames
  where organisation_id = $1 and video_hash in (${ownVideos})`;

/**
 * Removes a dataset with its rows, and writes their files down as leftovers of the storage: those that nothing
 * names are removed when nobody imports. See docs/decisions/removed-datasets.md.
 * @throws PatchbayError INPUT_DATASET_HAS_RUNS, INPUT_IN_USE (by an evaluation)
 */
export async function removeDataset(
  database: Database,
  audit: AuditLog,
  principal: Principal,
  id: string,
): Promise<void> {
  const { organisationId } = principal;
  await withTransaction(database, async (client) => {
    // Whoever adds rows or starts a run over it waits until it is gone, and is told so.
    const { rows } = await client.query<{ name: string }>(
      'select name from datasets where organisation_id = $1 and id = $2 for update',
      [organisationId, id],
    );
    const [dataset] = rows;
    if (!dataset) return;
    await refuseWithRuns(client, organisationId, { id, name: dataset.name });
    await refuseWithEvaluations(client, organisationId, { id, name: dataset.name });
    await client.query(
      `insert into storage_leftovers (organisation_id, asset, created_at)
       select $1, asset, '-infinity' from (${filesOfRows}) as file order by asset
       on conflict (asset) do update set created_at = excluded.created_at`,
      [organisationId, id],
    );
    await client.query(
      `delete from video_frames where organisation_id = $1 and video_hash in (${ownVideos})`,
      [organisationId, id],
    );
    const removed = await client.query(
      'delete from data_rows where organisation_id = $1 and dataset_id = $2',
      [organisationId, id],
    );
    await client.query('delete from datasets where organisation_id = $1 and id = $2', [
      organisationId,
      id,
    ]);
    const details = { name: dataset.name, dataRows: removed.rowCount ?? 0 };
    await audit.record(client, principal, { action: 'dataset:removed', subject: id, details });
  });
}

async function refuseWithRuns(
  client: pg.PoolClient,
  organisationId: string,
  { id, name }: { id: string; name: string },
): Promise<void> {
  const { rows } = await client.query<{ count: number; latest: string | null }>(
    `select count(*)::int as count, (array_agg(name order by id desc))[1] as latest
     from runs where organisation_id = $1 and dataset_id = $2`,
    [organisationId, id],
  );
  const { count = 0, latest } = rows[0] ?? {};
  if (count === 0) return;
  const runs = count === 1 ? `A run was made` : `${count} runs were made`;
  throw new PatchbayError({
    code: 'INPUT_DATASET_HAS_RUNS',
    message: `${runs} over "${name}", ${count === 1 ? '' : 'the latest of them '}"${latest}": what the model said there is read together with its data rows.`,
    details: { runs: count },
  });
}

async function refuseWithEvaluations(
  client: pg.PoolClient,
  organisationId: string,
  { id, name }: { id: string; name: string },
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select name from evaluations where organisation_id = $1 and (dataset_id = $2 or id in (
       select evaluation_id from evaluation_rounds where organisation_id = $1 and dataset_id = $2))
     order by id desc`,
    [organisationId, id],
  );
  const [latest] = rows;
  if (!latest) return;
  const [evaluations, them] =
    rows.length === 1
      ? [`The evaluation "${latest.name}" goes`, 'it']
      : [`${rows.length} evaluations, the latest of them "${latest.name}", go`, 'them'];
  throw new PatchbayError({
    code: 'INPUT_IN_USE',
    message: `${evaluations} back to the data rows of "${name}". Delete ${them} first, or keep the dataset.`,
    details: { evaluations: rows.length },
  });
}
