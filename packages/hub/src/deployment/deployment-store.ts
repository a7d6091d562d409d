import { v7 as createId } from 'uuid';
import type { Database } from '../database/database.ts';

/** What all processes on one database have in common. */
export interface Deployment {
  readonly id: string;
  /** Names the key with which secrets are sealed. */
  readonly secretKeyId: string;
  /** Its secret as the vault sealed it; null where an older version made it. */
  readonly sealedSecret: string | null;
  /** Where the hub answers; empty before it ever has. */
  readonly hubUrl: string;
}

export type DeploymentStore = ReturnType<typeof createDeploymentStore>;

export function createDeploymentStore(database: Database) {
  async function find(): Promise<Deployment | null> {
    const { rows } = await database.pool.query<Deployment>(
      `select id, secret_key_id as "secretKeyId", sealed_secret as "sealedSecret",
         hub_url as "hubUrl"
       from deployment`,
    );
    return rows[0] ?? null;
  }

  return {
    find,

    /** Begins a deployment that seals with a key. Where hubs begin together, the first is right. */
    async begin(secretKeyId: string): Promise<Deployment> {
      await database.pool.query(
        `insert into deployment (id, secret_key_id, hub_url) values ($1, $2, '')
         on conflict (only_row) do nothing`,
        [createId(), secretKeyId],
      );
      const begun = await find();
      if (!begun) throw new Error('The deployment was begun and is not there.');
      return begun;
    },

    /** Gives the deployment its secret. One that it has already stays. */
    async giveSecret(sealedSecret: string): Promise<void> {
      await database.pool.query(
        'update deployment set sealed_secret = $1 where sealed_secret is null',
        [sealedSecret],
      );
    },

    /** Writes down where the hub answers from now on. */
    async announce(hubUrl: string): Promise<void> {
      await database.pool.query('update deployment set hub_url = $1, started_at = now()', [hubUrl]);
    },
  };
}
