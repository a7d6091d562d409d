import { noBackupRuns } from '../../database/backup-lock.ts';
import { type Database, withTransaction } from '../../database/database.ts';
import {
  findNamedFiles,
  forgetFramesOfNoRow,
  tryToKeepImportsOut,
} from '../../database/named-files.ts';

interface GoneCall {
  organisationId: string;
  asset: string | null;
}

/** Since when calls are kept: those made before go. */
export interface KeptSince {
  /** For the organisations that are not named; null: theirs stay for good. */
  readonly others: Date | null;
  readonly own: readonly { readonly organisationId: string; readonly moment: Date }[];
}

/** What came of a look at some calls. */
export interface LookedCalls {
  /** The last that was looked at; null where there was none. */
  readonly last: string | null;
  /** How many of them stay. */
  readonly kept: number;
}

export type ExchangeStore = ReturnType<typeof createExchangeStore>;

/** How much one batch looks at or removes: few enough that nobody waits for it. */
const callsPerBatch = 1000;
const filesPerBatch = 500;
/** A bucket takes a while for each: imports wait until the batch is removed. */
const filesAtOnce = 25;

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
     * Looks at the next calls behind `after` whose ids are before `before`, the least id of the latest moment,
     * and removes those that were made before the moment of their organisation. Ids rise with time, but a call
     * that is named after its item may be much younger than its id. Files become leftovers in the same
     * transaction.
     */
    async removeCalls(moments: KeptSince, before: string, after: string): Promise<LookedCalls> {
      return await withTransaction(database, async (client) => {
        const looked = await client.query<{ last: string | null; count: number }>(
          `select count(*)::int as count, (array_agg(id order by id desc))[1] as last from (
             select id from calls where id > $1 and id < $2 order by id limit ${callsPerBatch}
           ) as next`,
          [after, before],
        );
        const { last = null, count = 0 } = looked.rows[0] ?? {};
        if (last === null) return { last, kept: 0 };
        const { rows } = await client.query<GoneCall>(
          `delete from calls where id in (
             select id from calls where id > $1 and id <= $2 and started_at < coalesce((
               select moment from unnest($3::uuid[], $4::timestamptz[]) as own (organisation_id, moment)
               where own.organisation_id = calls.organisation_id
             ), $5)
             order by id for update skip locked
           ) returning organisation_id as "organisationId", response_asset as asset`,
          [
            after,
            last,
            moments.own.map(({ organisationId }) => organisationId),
            moments.own.map(({ moment }) => moment),
            moments.others,
          ],
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
        return { last, kept: count - rows.length };
      });
    },

    /**
     * Removes some files that have been leftovers for so many hours, but for those that data rows name. None
     * while a backup is written, which may want them, or while files are imported: what is not named yet may be
     * in a moment. Who makes one of them a leftover again meanwhile waits. Returns how many leftovers are done
     * with.
     */
    async removeLeftovers(
      hours: number,
      remove: (asset: string) => Promise<void>,
    ): Promise<number> {
      return await withTransaction(database, async (client) => {
        if (!(await tryToKeepImportsOut(client))) return 0;
        await forgetFramesOfNoRow(client);
        const { rows } = await client.query<{ asset: string }>(
          `select asset from storage_leftovers
           where created_at < now() - make_interval(hours => $1) and ${noBackupRuns}
           limit ${filesPerBatch} for update skip locked`,
          [hours],
        );
        if (rows.length === 0) return 0;
        const assets = rows.map(({ asset }) => asset);
        const named = await findNamedFiles(client, assets);
        const unnamed = assets.filter((asset) => !named.has(asset));
        for (let next = 0; next < unnamed.length; next += filesAtOnce) {
          const removals = unnamed.slice(next, next + filesAtOnce).map(remove);
          // None may go on when imports are let in again: it would take away what they bring.
          await Promise.allSettled(removals);
          await Promise.all(removals);
        }
        await client.query('delete from storage_leftovers where asset = any($1)', [assets]);
        return assets.length;
      });
    },
  };
}
