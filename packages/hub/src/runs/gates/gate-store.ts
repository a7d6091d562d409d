import { type Database, withTransaction } from '../../database/database.ts';
import { growLevel, placesAt } from './level.ts';
import { deadAfterMs, shareOut, takePlaces, type WorkerDemand } from './share-out.ts';

/** The places that cannot be divided go to the next worker after so long. */
const turnMs = 10_000;

/** No model holds everybody back for longer. */
const longestHoldMs = 5 * 60_000;

interface ModelKey {
  readonly organisationId: string;
  readonly id: string;
}

/** What a worker says when it beats. */
export interface Demand extends WorkerDemand {
  readonly inFlight: number;
}

/** What it learns. */
export interface Beat {
  /** How many calls it may have under way. */
  readonly places: number;
  /** For how long the model asked everybody to wait; 0 where it did not. */
  readonly holdMs: number;
}

interface GateRow {
  level: number | null;
  hold_ms: number | null;
  settled_ms: number | null;
  beginning: boolean;
  now_ms: number;
}

type WorkerRow = Demand & { places: number };

export type GateStore = ReturnType<typeof createGateStore>;

const fresh = `seen_at between clock_timestamp() - ${deadAfterMs} * interval '1 millisecond'
  and clock_timestamp() + ${deadAfterMs} * interval '1 millisecond'`;

/** What all workers of a model share: how many calls it takes at once, who has them, who has to wait. */
export function createGateStore(database: Database) {
  return {
    /** One worker says what it does and what it could do, and is told its share. One after another. */
    async beat(model: ModelKey, demand: Demand, limit: number): Promise<Beat> {
      const key = [model.id, model.organisationId];
      return await withTransaction(database, async (client) => {
        await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [model.id]);
        await client.query(
          'insert into model_gates (model_id, organisation_id) values ($1, $2) on conflict do nothing',
          key,
        );
        const gates = await client.query<GateRow>(selectGate, key);
        await client.query(
          `delete from model_workers where model_id = $1 and organisation_id = $2 and not (${fresh})`,
          key,
        );
        const workers = await client.query<WorkerRow>(selectWorkers, key);
        const gate = gates.rows[0];
        if (!gate) throw new Error(`The gates of model ${model.id} are gone.`);
        const others = workers.rows.filter(({ workerId }) => workerId !== demand.workerId);
        const all = [...others, demand];
        const level = growLevel({
          level: gate.level,
          limit,
          wanted: all.reduce((sum, { wanted }) => sum + wanted, 0),
          settledMs: gate.settled_ms,
          isBeginning: gate.beginning,
        });
        if (level !== gate.level) {
          await client.query(
            `update model_gates set level = $3, grown_at = clock_timestamp()
             where model_id = $1 and organisation_id = $2 and level = $4`,
            [...key, level, gate.level],
          );
        }
        const total = placesAt(level, limit);
        const shares = shareOut(total, all, Math.floor(gate.now_ms / turnMs));
        const places = takePlaces(shares.get(demand.workerId) ?? 0, total, others);
        await client.query(upsertWorker, [
          ...key,
          demand.workerId,
          places,
          demand.inFlight,
          demand.wanted,
          demand.previews,
        ]);
        return { places, holdMs: Math.max(0, gate.hold_ms ?? 0) };
      });
    },

    /** Gives all places of a worker back that has nothing to do for the model. */
    async leave(model: ModelKey, workerId: string): Promise<void> {
      await database.pool.query(
        'delete from model_workers where organisation_id = $1 and model_id = $2 and worker_id = $3',
        [model.organisationId, model.id, workerId],
      );
    },

    /**
     * Lowers the level to a part of what was under way, because a call that was sent so long ago met a
     * busy model. One that was sent before the level was last lowered says nothing new. Returns the level.
     */
    async lower(
      model: ModelKey,
      by: { factor: number; limit: number; least: number; inFlight: number; sentMsAgo: number },
    ): Promise<number | null> {
      const { rows } = await database.pool.query<{ level: number | null }>(
        `update model_gates set level = case when ${isNew} then
             greatest($4, $3 * least(coalesce(level, $5), greatest($6, (
               select coalesce(sum(in_flight), 0) from model_workers where model_id = $1
             )))) else level end,
           lowered_at = case when ${isNew} then clock_timestamp() else lowered_at end
         where model_id = $1 and organisation_id = $2 returning level`,
        [
          model.id,
          model.organisationId,
          by.factor,
          by.least,
          by.limit,
          by.inFlight,
          Math.max(0, by.sentMsAgo),
        ],
      );
      return rows[0]?.level ?? null;
    },

    /** Holds all workers back for so long, at most five minutes. */
    async holdBack(model: ModelKey, ms: number): Promise<void> {
      await database.pool.query(
        `update model_gates set wait_until = greatest(
           case when wait_until < clock_timestamp() + $4 * interval '1 millisecond' then wait_until end,
           clock_timestamp() + $3 * interval '1 millisecond')
         where model_id = $1 and organisation_id = $2`,
        [model.id, model.organisationId, Math.min(ms, longestHoldMs), longestHoldMs],
      );
    },

    /** Lets the model begin with one call at once, after a pause. */
    async beginAnew(model: ModelKey): Promise<void> {
      await database.pool.query(
        `update model_gates
         set level = 1, lowered_at = null, grown_at = clock_timestamp(), wait_until = null
         where model_id = $1 and organisation_id = $2`,
        [model.id, model.organisationId],
      );
    },
  };
}

/** Whether a call that was sent `$7` milliseconds ago was sent after the level was last lowered. */
const isNew = `(lowered_at is null or lowered_at > clock_timestamp()
  or lowered_at < clock_timestamp() - $7 * interval '1 millisecond')`;

const selectGate = `select level,
    extract(epoch from wait_until - clock_timestamp())::float8 * 1000 as hold_ms,
    extract(epoch from clock_timestamp() - greatest(lowered_at, grown_at))::float8 * 1000 as settled_ms,
    lowered_at is null as beginning,
    extract(epoch from clock_timestamp())::float8 * 1000 as now_ms
  from model_gates where model_id = $1 and organisation_id = $2`;

const selectWorkers = `select worker_id as "workerId", places, in_flight as "inFlight", wanted, previews
  from model_workers where model_id = $1 and organisation_id = $2`;

const upsertWorker = `insert into model_workers as worker
    (model_id, organisation_id, worker_id, places, in_flight, wanted, previews, seen_at)
  values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())
  on conflict (model_id, worker_id) do update set places = excluded.places,
    in_flight = excluded.in_flight, wanted = excluded.wanted, previews = excluded.previews,
    seen_at = excluded.seen_at`;
