import { codesThatPause } from '@patchbay/core/error/codes.ts';
import type { PauseCause } from '@patchbay/core/run/pause.ts';
import { type Database, withTransaction } from '../../database/database.ts';
import { notifyRunChanged } from '../../queue/run-signals.ts';
import type { Transaction } from '../run-store.ts';
import type { Outage } from './circuit.ts';
import { firstProbeMs } from './probe-times.ts';
import { putBack } from './put-back.ts';

interface Endpoint {
  readonly organisationId: string;
  readonly revisionId: string;
}

export type OutageStore = ReturnType<typeof createOutageStore>;

/** Pauses the runs of a revision whose endpoint is down or refuses us. */
export function createOutageStore(database: Database) {
  return {
    /** Remembers when the endpoint last answered this worker. */
    async noteAnswer({ organisationId, revisionId }: Endpoint, msAgo: number): Promise<void> {
      await database.pool.query(
        `insert into endpoint_answers as known (revision_id, organisation_id, answered_at)
         values ($1, $2, clock_timestamp() - $3 * interval '1 millisecond')
         on conflict (revision_id) do update
           set answered_at = greatest(known.answered_at, excluded.answered_at)`,
        [revisionId, organisationId, msAgo],
      );
    },

    /**
     * Pauses every run of the revision that is at work. False where the endpoint answered another worker meanwhile: then it is not down.
     */
    async open(endpoint: Endpoint & { modelId: string }, outage: Outage): Promise<boolean> {
      return await withTransaction(database, async (client) => {
        if (await hasAnswered(client, endpoint, outage.lastedMs)) return false;
        const { rows } = await client.query<{ id: string }>(
          `update runs set state = 'paused', pause_cause = $3, reason = $4, probes = 0,
             paused_at = clock_timestamp() - $5 * interval '1 millisecond',
             probe_at = clock_timestamp() + $6 * interval '1 millisecond'
           where organisation_id = $1 and revision_id = $2 and state in ('queued', 'running')
           returning id`,
          [
            endpoint.organisationId,
            endpoint.revisionId,
            outage.cause,
            describeOutage(outage),
            outage.lastedMs,
            outage.cause === 'endpoint' ? firstProbeMs() : null,
          ],
        );
        for (const run of rows) {
          await notifyRunChanged(client, run.id);
        }
        return true;
      });
    },

    /**
     * Lets items of a paused run wait again that failed for the reason of the pause alone. Called when
     * nobody saves such failures any more: at the end of each chunk, and before the run goes on. Locks
     * the run first, as all do who move its items (`outcome-store.ts`).
     */
    async putBack(
      run: { organisationId: string; id: string },
      client?: Transaction,
    ): Promise<void> {
      if (client) await putBackPaused(client, run);
      else await withTransaction(database, (transaction) => putBackPaused(transaction, run));
    },

    /**
     * The same for one chunk that was held, by whoever held it: what it saved late is put back even where
     * the run goes on already, or was paused by a person meanwhile. `sinceMs` is how long ago calls began to fail.
     */
    async putBackLate(
      chunk: { organisationId: string; runId: string; chunkId: string },
      { cause, sinceMs }: { cause: Outage['cause']; sinceMs: number },
    ): Promise<void> {
      await withTransaction(database, async (client) => {
        const { rows } = await client.query<{ since: Date }>(
          `select clock_timestamp() - $3 * interval '1 millisecond' as since from runs
           where organisation_id = $1 and id = $2 and state in ('queued', 'running', 'paused')
           for no key update`,
          [chunk.organisationId, chunk.runId, sinceMs],
        );
        const [run] = rows;
        if (run) await putBack(client, chunk, codesThatPause(cause), run.since);
      });
    },
  };
}

async function putBackPaused(
  client: Transaction,
  { organisationId, id }: { organisationId: string; id: string },
): Promise<void> {
  const { rows } = await client.query<{ cause: PauseCause; since: Date }>(
    `select pause_cause as cause, paused_at as since from runs
     where organisation_id = $1 and id = $2 and state = 'paused' for no key update`,
    [organisationId, id],
  );
  const [pause] = rows;
  if (pause?.cause !== 'endpoint' && pause?.cause !== 'credentials') return;
  await putBack(client, { organisationId, runId: id }, codesThatPause(pause.cause), pause.since);
}

/** An answer is written down a little later than it came: it seems younger than it is. */
const answerDelayMs = 500;

async function hasAnswered(
  client: Transaction,
  { organisationId, revisionId }: Endpoint,
  withinMs: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from endpoint_answers where organisation_id = $1 and revision_id = $2
       and answered_at > clock_timestamp() - $3 * interval '1 millisecond'`,
    [organisationId, revisionId, withinMs - answerDelayMs],
  );
  return rowCount === 1;
}

function describeOutage({ cause, problem, lastedMs }: Outage): string {
  if (problem.code === 'SECRET_UNREADABLE') {
    return `The credentials of the model cannot be opened: ${problem.message}`;
  }
  if (cause === 'credentials') return `The model refuses our credentials: ${problem.message}`;
  if (problem.code === 'URL_BLOCKED') return `The run waits for a permission: ${problem.message}`;
  const since = new Date(Date.now() - lastedMs).toISOString().slice(0, 19).replace('T', ' ');
  return `The endpoint is down since ${since} UTC: ${problem.message}`;
}
