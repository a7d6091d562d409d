import {
  failingFrom,
  type HealthState,
  type ModelHealth,
} from '@patchbay/core/model/model-health.ts';

/** Columns of the health of a model, where `models` and, joined from the left, `model_health` are read. */
export const healthColumns = `${healthState()} as health_state,
  model_health.answered_share, model_health.answered_at, model_health.failed_at,
  model_health.failure_code`;

/** The one place where it is said what a state of health means: see `core/model/model-health.ts`. */
export function healthState(): string {
  const { failuresInRow, answeredShare } = failingFrom;
  return `case
    when model_health.model_id is null
      then case when models.discovery ->> 'state' = 'unverified' then 'unverified' else 'uncalled' end
    when model_health.failures_in_row >= ${failuresInRow}
      or model_health.answered_share < ${answeredShare} then 'failing'
    else 'healthy'
  end`;
}

export interface HealthRow {
  health_state: HealthState;
  answered_share: number | null;
  answered_at: Date | null;
  failed_at: Date | null;
  failure_code: string | null;
}

export function toModelHealth(row: HealthRow): ModelHealth {
  return {
    state: row.health_state,
    // What floating-point numbers add to a sum of shares is of no interest.
    answeredShare: row.answered_share === null ? null : Number(row.answered_share.toFixed(4)),
    answeredAt: row.answered_at?.toISOString() ?? null,
    failedAt: row.failed_at?.toISOString() ?? null,
    failureCode: row.failure_code,
  };
}
