import type { FailureGroup, RunSummary } from '@patchbay/core/api/run-routes.ts';
import { errorCodes, isErrorCode } from '@patchbay/core/error/codes.ts';
import { type WarningCode, warningCodes } from '@patchbay/core/error/warning-codes.ts';
import type { CoordinateCounts } from '@patchbay/core/run/coordinate-counts.ts';
import { findSuspicions } from '@patchbay/core/run/coordinate-suspicion.ts';
import type { Database } from '../database/database.ts';
import {
  classNameOf,
  readMeanConfidences,
  readStatistics,
  type TallyRow,
} from './read-statistics.ts';

export type TallyStore = ReturnType<typeof createTallyStore>;

/** Reads what the saving transactions counted: classes, warnings, failures, coordinates and results used again. */
export function createTallyStore(database: Database) {
  return {
    async summarise(organisationId: string, runId: string): Promise<RunSummary> {
      const { rows } = await database.pool.query<TallyRow>(
        `select subject, name, kind, unknown_class, sum(count)::float8 as count,
           min(sample) filter (where count > 0) as sample
         from run_tallies where organisation_id = $1 and run_id = $2
         group by subject, name, kind, unknown_class having sum(count) > 0
         order by count desc, name, kind`,
        [organisationId, runId],
      );
      const classes = rows.filter((row) => row.subject === 'class');
      const warnings = rows.filter((row) => row.subject === 'warning');
      const means = readMeanConfidences(rows);
      return {
        reused: sum(rows.filter((row) => row.subject === 'reused')),
        annotations: sum(classes),
        warnings: sum(warnings),
        classes: classes.map((row) => ({
          class: row.name,
          kind: row.kind,
          count: row.count,
          unknownClass: row.unknown_class,
          meanConfidence: means.get(classNameOf(row)) ?? null,
        })),
        statistics: readStatistics(rows),
        warningCodes: warnings.map((row) => ({
          code: row.name,
          ...warningCodes[row.name as WarningCode],
          count: row.count,
        })),
        failures: rows.filter((row) => row.subject === 'failure').map(toFailureGroup),
        suspicions: findSuspicions(readCoordinates(rows)),
      };
    },
  };
}

function toFailureGroup(row: TallyRow): FailureGroup {
  const { title, remedy, retryable } = errorCodes[isErrorCode(row.name) ? row.name : 'INTERNAL'];
  return { code: row.name, title, remedy, retryable, count: row.count, sample: row.sample ?? '' };
}

function readCoordinates(rows: readonly TallyRow[]): CoordinateCounts {
  const counted = rows.filter(({ subject }) => subject === 'coordinates');
  return Object.fromEntries(counted.map(({ name, count }) => [name, count]));
}

function sum(rows: readonly TallyRow[]): number {
  return rows.reduce((total, row) => total + row.count, 0);
}
