import { addHistograms, readPercentile } from '@patchbay/core/run/latency-histogram.ts';
import type { ItemCounts, Latency, RunProgress } from '@patchbay/core/run/run-progress.ts';
import type { Database } from '../database/database.ts';
import { type PauseColumns, readCounts, toPause, withCounts } from './run-row.ts';

/** A moment of a run as it stands in the database: all but its pace. */
export type RunMoment = Omit<RunProgress, 'itemsPerSecond' | 'secondsLeft'>;

interface MomentRow extends ItemCounts, PauseColumns {
  reason: string | null;
  at: Date;
  in_flight: number;
  latencies: number[][] | null;
  failures: { code: string; count: number }[] | null;
}

/** A worker that wrote no beat for so long does nothing for the run. */
const beatLifeSeconds = 5;

export type ProgressStore = ReturnType<typeof createProgressStore>;

/** Reads moments of runs: the sums of their chunks and what their workers told last. */
export function createProgressStore(database: Database) {
  return {
    /** Null where there is no such run. The time is that of the database, the same for all processes. */
    async readMoment(organisationId: string, runId: string): Promise<RunMoment | null> {
      const { rows } = await database.pool.query<MomentRow>(
        `select state, reason, pause_cause, paused_at, probe_at, probes, counts.*, beats.*,
           statement_timestamp() as at,
           (select json_agg(json_build_object('code', name, 'count', count) order by count desc, name)
            from (
              select name, sum(count)::int as count from run_tallies
              where run_id = runs.id and subject = 'failure' group by name having sum(count) > 0
            ) as failure) as failures
         from runs ${withCounts}
         cross join lateral (
           select coalesce(sum(in_flight), 0)::int as in_flight,
             json_agg(latencies) as latencies
           from run_beats where run_id = runs.id
             and seen_at > now() - interval '${beatLifeSeconds} seconds'
         ) as beats
         where organisation_id = $1 and id = $2`,
        [organisationId, runId],
      );
      return rows[0] ? toMoment(runId, rows[0]) : null;
    },
  };
}

function toMoment(runId: string, row: MomentRow): RunMoment {
  const counts = readCounts(row);
  return {
    runId,
    state: row.state,
    reason: row.reason,
    pause: toPause(row),
    counts,
    // A beat may be a second old: of those that it counts, some may be saved.
    inFlight: Math.min(row.in_flight, counts.pending),
    failures: row.failures ?? [],
    latencyMs: toLatency(row.latencies ?? []),
    at: row.at.toISOString(),
  };
}

function toLatency(histograms: readonly number[][]): Latency | null {
  const all = addHistograms(histograms);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => readPercentile(all, share));
  return p50 == null || p95 == null || p99 == null ? null : { p50, p95, p99 };
}
