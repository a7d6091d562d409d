import { type ImportReport, importReportLimits } from '@patchbay/core/api/dataset-routes.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { ImportStep } from './import-step.ts';

/** Says what became of an import while it goes on, in memory that does not grow with it. */
export function createImportReport() {
  const report: ImportReport = {
    imported: 0,
    alreadyThere: 0,
    failedCount: 0,
    failed: [],
    leftOut: { count: 0, names: [] },
    warnings: [],
  };

  function warn(source: string, { code, message }: Warning): void {
    const known = report.warnings.find((warning) => warning.code === code);
    if (known) known.count += 1;
    else report.warnings.push({ code, message, source, count: 1 });
  }

  return {
    report,
    /** Counts rows that were saved, or were found to be there. */
    count(rows: { readonly imported: number; readonly alreadyThere: number }): void {
      report.imported += rows.imported;
      report.alreadyThere += rows.alreadyThere;
    },
    /** Takes down a step; one that was read counts when it is saved. */
    note(step: ImportStep): void {
      switch (step.kind) {
        case 'read':
          for (const warning of step.warnings) warn(step.source, warning);
          break;
        case 'already there':
          report.alreadyThere += 1;
          break;
        case 'left out':
          report.leftOut.count += 1;
          if (report.leftOut.names.length < importReportLimits.leftOut) {
            report.leftOut.names.push(step.source);
          }
          break;
        case 'failed':
          report.failedCount += 1;
          if (report.failed.length < importReportLimits.failed) {
            report.failed.push({ source: step.source, problem: { ...step.problem } });
          }
      }
    },
  };
}
