import type { DatasetView, ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { warningCodes } from '@patchbay/core/error/warning-codes.ts';
import type { Output } from '../terminal/terminal.ts';
import { countOf, nameSome } from '../terminal/wording.ts';

const shownFailures = 10;

/** Says what became of an import: what is there, what was read leniently or left out, and what failed. */
export function printImportReport(out: Output, dataset: DatasetView, report: ImportReport): void {
  const { imported, alreadyThere, failedCount, failed, leftOut, warnings } = report;
  const there = alreadyThere > 0 ? ` · ${alreadyThere} already there` : '';
  out.line(`${out.paint('bold', dataset.name)}  ${countOf(imported, 'data row')} imported${there}`);
  if (leftOut.count > 0) {
    const some = nameSome(leftOut.names, leftOut.count);
    out.line(
      `  ${countOf(leftOut.count, 'file')} of archives left out, which are no data rows: ${some}`,
    );
  }
  for (const { code, count, message } of warnings) {
    const others = count > 1 ? ` So ${countOf(count - 1, 'other')}.` : '';
    out.line(`${out.paint('yellow', '  !')} ${message}${others}  ${out.paint('dim', code)}`);
    out.line(`    ${out.paint('cyan', '→')} ${warningCodes[code].remedy}`);
  }
  for (const { source, problem } of failed.slice(0, shownFailures)) {
    out.line(
      `${out.paint('red', `  ✗ ${source}`)}  ${problem.message}  ${out.paint('dim', problem.code)}`,
    );
    out.line(`    ${out.paint('cyan', '→')} ${errorCodes[problem.code].remedy}`);
  }
  const hidden = failedCount - Math.min(failed.length, shownFailures);
  if (hidden > 0) {
    const listed = failed.length < failedCount ? `the first ${failed.length}` : 'them all';
    out.line(`  and ${countOf(hidden, 'failure')} more; --json lists ${listed}`);
  }
}
