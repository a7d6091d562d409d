import { v7 as createId } from 'uuid';
import type { BenchHub } from './open-hub.ts';

/** A run without a model and a dataset: what is measured asks for neither. Returns its id. */
export async function insertRun({ database, organisationId }: BenchHub): Promise<string> {
  const id = createId();
  await database.pool.query(
    `insert into runs (id, organisation_id, name, model_id, revision_id, dataset_id, model_name,
       revision_number, protocol, dataset_name, parameters, created_by, state)
     values ($1, $2, 'bench', $3, $3, $3, 'bench', 1, 'v7', 'bench', '{}', 'bench', 'running')`,
    [id, organisationId, createId()],
  );
  return id;
}
