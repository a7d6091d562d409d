import { v7 as createId } from 'uuid';
import type { Database } from '../database/database.ts';

/** What all processes on one database have in common. */
export interface Deployment {
  readonly id: string;
  /** Names the key with which the hub seals. */
  readonly secretKeyId: string;
  /** Where the hub answers. */
  readonly hubUrl: string;
}

export type DeploymentStore = ReturnType<typeof createDeploymentStore>;

export function createDeploymentStore(database: Database) {
  return {
    /** Writes down what holds from now on; the id stays what it was. */
    async write(facts: Omit<Deployment, 'id'>): Promise<Deployment> {
      const { rows } = await database.pool.query<{ id: string }>(
        `insert into deployment (id, secret_key_id, hub_url) values ($1, $2, $3)
         on conflict (only_row) do update
           set secret_key_id = excluded.secret_key_id, hub_url = excluded.hub_url, started_at = now()
         returning id`,
        [createId(), facts.secretKeyId, facts.hubUrl],
      );
      return { id: rows[0]?.id ?? '', ...facts };
    },

    async find(): Promise<Deployment | null> {
      const { rows } = await database.pool.query<Deployment>(
        `select id, secret_key_id as "secretKeyId", hub_url as "hubUrl" from deployment`,
      );
      return rows[0] ?? null;
    },
  };
}
