import type { Database } from '../database/database.ts';

/** What a worker is doing for a run just now. */
export interface Beat {
  organisationId: string;
  runId: string;
  /** Calls under way. */
  inFlight: number;
  /** Calls of the last minute by latency, in the buckets of `core/run/latency-histogram.ts`. */
  latencies: readonly number[];
}

export type BeatStore = ReturnType<typeof createBeatStore>;

/** Keeps the beats of all workers. They are news, not truth: what is older than some seconds is ignored. */
export function createBeatStore(database: Database) {
  return {
    async write(workerId: string, beats: readonly Beat[]): Promise<void> {
      await database.pool.query(
        `insert into run_beats (run_id, worker_id, organisation_id, in_flight, latencies, seen_at)
         select (beat ->> 'runId')::uuid, $1, (beat ->> 'organisationId')::uuid,
           (beat ->> 'inFlight')::int,
           array(select json_array_elements_text(beat -> 'latencies')::int), now()
         from json_array_elements($2::json) as beat
         on conflict (run_id, worker_id) do update
           set in_flight = excluded.in_flight, latencies = excluded.latencies, seen_at = now()`,
        [workerId, JSON.stringify(beats)],
      );
    },

    /** Takes back the beats of a worker: those of one run, or all. */
    async remove(workerId: string, runId: string | null): Promise<void> {
      await database.pool.query(
        'delete from run_beats where worker_id = $1 and ($2::uuid is null or run_id = $2)',
        [workerId, runId],
      );
    },

    /** Removes what workers that died have left. */
    async removeStale(): Promise<void> {
      await database.pool.query(
        "delete from run_beats where seen_at < now() - interval '1 minute'",
      );
    },
  };
}
