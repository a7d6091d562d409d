import { permissions } from '@patchbay/core/api/route.ts';
import type { Database } from '../../database/database.ts';
import { createAuditLog } from '../audit.ts';
import { createKeyStore } from '../keys/key-store.ts';

/** A key to a second organisation of the same hub, which may do everything there. */
export async function createStranger(database: Database): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into organization (id, name, slug, created_at)
     values (gen_random_uuid(), 'Others', 'others-' || gen_random_uuid(), now()) returning id`,
  );
  const organisationId = rows[0]?.id ?? '';
  const maker = { organisationId, actor: 'hub', name: 'tests', address: null };
  const wanted = { name: 'stranger', scopes: permissions, expiresAt: null };
  return (await createKeyStore(database, createAuditLog()).insert(maker, wanted)).key;
}
