import { noBackupRuns } from '../../database/backup-lock.ts';
import { type Database, withTransaction } from '../../database/database.ts';

interface RemovedCall {
  id: string;
  organisationId: string;
  asset: string | null;
}

export type ExchangeStore = ReturnType<typeof createExchangeStore>;

/** How much one batch removes: few enough that nobody waits for it. */
const callsPerBatch = 1000;
const filesPerBatch = 100;

/** Removes exchanges that have been kept long enough, and files in the storage that no row names. */
export function createExchangeStore(database: Database) {
  return {
    /** Writes down that a file is going to be put away: no row names it yet. */
    async announce(organisationId: string, asset: string): Promise<void> {
      await database.pool.query(
        `insert into storage_leftovers (organisation_id, asset) values ($1, $2)
         on conflict (asset) do update set created_at = now()`,
        [organisationId, asset],
      );
    },

    /**
     * Removes calls that were made before a moment, a batch behind `after`; `before` is the least id of that
     * moment. Ids rise with time, but those that are named after their items may be older than the call.
     * Their files become leftovers in the same transaction. Returns the last id; null where none is left.
     */
    async removeCalls(moment: Date, before: string, after: string): Promise<string | null> {
      return await withTransaction(database, async (client) => {
        const { rows } = await client.query<RemovedCall>(
          `delete from calls where id in (
             select id from calls where id > $1 and id < $2 and started_at < $3
             order by id limit ${callsPerBatch} for update skip locked
           ) returning id, organisation_id as "organisationId", response_asset as asset`,
          [after, before, moment],
        );
        const withFile = rows.filter(({ asset }) => asset !== null);
        await client.query(
          `insert into storage_leftovers (organisation_id, asset, created_at)
           select organisation_id, asset, '-infinity'
           from unnest($1::uuid[], $2::text[]) as gone (organisation_id, asset)
           on conflict do nothing`,
          [
            withFile.map(({ organisationId }) => organisationId),
            withFile.map(({ asset }) => asset),
          ],
        );
        return rows.reduce<string | null>(
          (last, { id }) => (last === null || id > last ? id : last),
          null,
        );
      });
    },

    /** Files that have been leftovers for so many hours; none while a backup is written, which may want them. */
    async listLeftovers(hours: number): Promise<string[]> {
      const { rows } = await database.pool.query<{ asset: string }>(
        `select asset from storage_leftovers
         where created_at < now() - make_interval(hours => $1) and ${noBackupRuns} limit ${filesPerBatch}`,
        [hours],
      );
      return rows.map(({ asset }) => asset);
    },

    async forgetLeftovers(assets: readonly string[]): Promise<void> {
      await database.pool.query('delete from storage_leftovers where asset = any($1)', [assets]);
    },
  };
}
