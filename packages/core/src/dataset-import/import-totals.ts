import type { ImportReport } from '../api/dataset-routes.ts';
import type { FailedFile } from './shared-names.ts';

/** The report of an import of which nothing is known but what could not be sent. */
export function createReport(failed: readonly FailedFile[]): ImportReport {
  return {
    imported: 0,
    alreadyThere: 0,
    failedCount: failed.length,
    failed: [...failed],
    leftOut: { count: 0, names: [] },
    warnings: [],
  };
}

/** Adds what became of one batch to what became of those before it. */
export function addReport(total: ImportReport, report: ImportReport): void {
  total.imported += report.imported;
  total.alreadyThere += report.alreadyThere;
  total.failedCount += report.failedCount;
  total.failed.push(...report.failed);
  total.leftOut.count += report.leftOut.count;
  total.leftOut.names.push(...report.leftOut.names);
  for (const warning of report.warnings) {
    const known = total.warnings.find(({ code }) => code === warning.code);
    if (known) known.count += warning.count;
    else total.warnings.push({ ...warning });
  }
}
