import { codesThatPause } from '@patchbay/core/error/codes.ts';
import type { PauseCause } from '@patchbay/core/run/pause.ts';
import { type Database, withTransaction } from '../../database/database.ts';
import { notifyRunChanged } from '../../queue/run-signals.ts';
import type { PendingItem } from '../item-store.ts';
import type { Transaction } from '../run-store.ts';
import { putBack } from './put-back.ts';

/** Paused runs of one revision whose cause one worker looks at again. */
export interface Claim {
  readonly organisationId: string;
  readonly modelId: string;
  readonly revisionId: string;
  readonly cause: Exclude<PauseCause, 'person'>;
  /** How often it was looked at, this time included. */
  readonly probes: number;
  readonly runIds: readonly string[];
}

/** An item that a probe may send. */
export interface ProbeItem {
  readonly runId: string;
  readonly chunkId: string;
  readonly item: PendingItem;
  /** From among how many it was drawn. */
  readonly candidates: number;
}

/** Whoever has claimed a probe has so long before another may. */
const claimMs = 60_000;

/** A time so far ahead was never set: the clock of the database was set back. */
const farthestMs = 2 * 3_600_000;

/** Items among which that of the next probe is drawn: the one of the last may be what breaks the model. */
const drawnFrom = 1000;

interface ClaimedRow {
  id: string;
  organisation_id: string;
  model_id: string;
  revision_id: string;
  pause_cause: Claim['cause'];
  probes: number;
}

const isDue = `state = 'paused' and pause_cause <> 'person' and (probe_at <= clock_timestamp()
  or probe_at > clock_timestamp() + ${farthestMs} * interval '1 millisecond')`;

export type ProbeStore = ReturnType<typeof createProbeStore>;

/** Says which paused runs are to be looked at again, by exactly one worker, and lets them go on. */
export function createProbeStore(database: Database) {
  return {
    /** Claims the next probe that is due; null where none is, or another worker was faster. */
    async claim(): Promise<Claim | null> {
      const { rows } = await database.pool.query<ClaimedRow>(
        `update runs set probes = runs.probes + 1,
           probe_at = clock_timestamp() + ${claimMs} * interval '1 millisecond'
         from (select revision_id, pause_cause from runs where ${isDue}
               order by probe_at limit 1) as due
         where runs.revision_id = due.revision_id and runs.pause_cause = due.pause_cause
           and ${isDue.replaceAll(/\b(state|pause_cause|probe_at)\b/g, 'runs.$1')}
         returning runs.id, runs.organisation_id, runs.model_id, runs.revision_id, runs.pause_cause,
           runs.probes`,
      );
      const [first] = rows;
      if (!first) return null;
      return {
        organisationId: first.organisation_id,
        modelId: first.model_id,
        revisionId: first.revision_id,
        cause: first.pause_cause,
        probes: Math.max(...rows.map(({ probes }) => probes)),
        runIds: rows.map(({ id }) => id),
      };
    },

    /** Says when it is looked at again; null: when a person has done something. */
    async postpone(claim: Claim, ms: number | null): Promise<void> {
      await database.pool.query(
        `update runs set probe_at = clock_timestamp() + $4 * interval '1 millisecond'
         where organisation_id = $1 and id = any($2) and state = 'paused' and pause_cause = $3`,
        [claim.organisationId, claim.runIds, claim.cause, ms],
      );
    },

    /**
     * Has it looked at soon, because a person has given the model another secret: as soon as no worker
     * uses the old one any more.
     */
    async probeSoon(organisationId: string, modelId: string): Promise<void> {
      await database.pool.query(
        `update runs set probe_at = clock_timestamp() + interval '1 second'
         where organisation_id = $1 and model_id = $2 and state = 'paused'
           and pause_cause = 'credentials'`,
        [organisationId, modelId],
      );
    },

    /** A pending item of the runs, drawn at random; null where none waits. */
    async drawItem({ organisationId, runIds }: Claim): Promise<ProbeItem | null> {
      const { rows } = await database.pool.query<
        PendingItem & { run_id: string; chunk_id: string; candidates: number }
      >(
        `select item.id, item.data_row_id as "dataRowId", item.attempts, item.run_id, item.chunk_id,
           (count(*) over ())::int as candidates
         from (
           select id, pending from run_chunks
           where organisation_id = $1 and run_id = any($2) and pending > 0 order by id limit 20
         ) as chunk
         cross join lateral (
           select * from run_items
           where organisation_id = $1 and chunk_id = chunk.id and state = 'pending'
           order by id limit ${drawnFrom}
         ) as item
         order by random() limit 1`,
        [organisationId, runIds],
      );
      const [row] = rows;
      if (!row) return null;
      const { run_id: runId, chunk_id: chunkId, candidates, ...item } = row;
      return { runId, chunkId, item, candidates };
    },

    /** Lets the runs of a revision go on that were paused with this cause. Returns their ids. */
    async resume(
      claim: Claim,
      giveWork: (runId: string, transaction: Transaction) => Promise<void>,
    ) {
      const { organisationId, revisionId, cause } = claim;
      return await withTransaction(database, async (client) => {
        const { rows } = await client.query<{ id: string; since: Date }>(
          `update runs set state = case when runs.started_at is null then 'queued' else 'running' end,
             reason = null, pause_cause = null, paused_at = null, probe_at = null, probes = 0
           from (select id, paused_at from runs where organisation_id = $1 and revision_id = $2
                 and state = 'paused' and pause_cause = $3 for no key update) as before
           where runs.id = before.id
           returning runs.id, before.paused_at as since`,
          [organisationId, revisionId, cause],
        );
        for (const { id, since } of rows) {
          if (cause !== 'storage') {
            await putBack(client, { organisationId, runId: id }, codesThatPause(cause), since);
          }
          await giveWork(id, client);
          await notifyRunChanged(client, id);
        }
        return rows.map(({ id }) => id);
      });
    },
  };
}
