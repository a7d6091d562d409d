import type { Database } from '../../database/database.ts';
import { createAccessStore } from '../access-store.ts';
import { createAuth } from '../auth-store.ts';

/** A key to a second organisation of the same hub, which may do everything there. */
export async function createStranger(database: Database): Promise<string> {
  const auth = createAuth(database, 'a secret for tests, 32 characters long');
  const store = createAccessStore(database, auth);
  const { organisationId, ownerId } = await store.ensureFirstOrganisation();
  const key = await store.createKey(organisationId, ownerId, 'stranger');
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into organization (id, name, slug, created_at)
     values (gen_random_uuid(), 'Others', 'others-' || gen_random_uuid(), now()) returning id`,
  );
  await database.pool.query("update apikey set reference_id = $1 where name = 'stranger'", [
    rows[0]?.id,
  ]);
  return key;
}
