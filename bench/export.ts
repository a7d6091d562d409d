import { exportFormats } from '@patchbay/core/api/item-routes.ts';
import { measureExports } from './export/measure-exports.ts';
import { printExport } from './export/print-export.ts';
import { startReport } from './frame/report.ts';
import { startLargeRun } from './large-run/start-large-run.ts';

/**
 * The streaming export of a run of a million predictions, from the hub through HTTP to a reader that drops
 * what it reads, against `COPY … TO STDOUT` of the same rows to such a reader, in turn. And how much the memory
 * of the hub grows meanwhile. `PATCHBAY_BENCH_PREDICTIONS` makes the run smaller, `BENCH_FORMATS=jsonl` takes that
 * format alone.
 */

const rounds = 5;
const wanted = (process.env.BENCH_FORMATS ?? 'jsonl,csv,coco-results').split(',');
const predictions = Number(process.env.PATCHBAY_BENCH_PREDICTIONS ?? 1_000_000);

const formats = exportFormats.filter((format) => wanted.includes(format));

/** What was asked of JSON Lines; the figures of the others are told beside it. */
const asked = { ratio: 0.5, ratioFloor: 0.25, memoryMb: 50, memoryFloorMb: 100 };

const report = startReport('export', rounds);
const run = await startLargeRun(predictions);
try {
  const figures = await measureExports(run, formats, rounds);
  for (const each of figures) {
    report.print(printExport(each, each.format === 'jsonl' ? asked : null));
  }
  report.write({ predictions, asked, figures });
} finally {
  await run.stop();
}
