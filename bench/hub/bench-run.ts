import type { BenchHub } from './open-hub.ts';

/** Ids as the hub makes them, rising. */
export async function makeIds({ database }: BenchHub, count: number): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    'select uuidv7() as id from generate_series(1, $1)',
    [count],
  );
  return rows.map((row) => row.id);
}

/** A run without a model and a dataset: what is measured asks for neither. Returns its id. */
export async function insertRun(hub: BenchHub): Promise<string> {
  const [id = '', modelId] = await makeIds(hub, 2);
  await hub.database.pool.query(
    `insert into runs (id, organisation_id, name, model_id, revision_id, dataset_id, model_name,
       revision_number, protocol, dataset_name, parameters, created_by, state)
     values ($1, $2, 'bench', $3, $3, $3, 'bench', 1, 'v7', 'bench', '{}', 'bench', 'running')`,
    [id, hub.organisationId, modelId],
  );
  return id;
}
