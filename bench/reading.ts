import { startReport } from './frame/report.ts';
import { startLargeRun } from './large-run/start-large-run.ts';
import { measureList } from './reading/measure-list.ts';
import { printList } from './reading/print-list.ts';

/**
 * A page of 100 among the items of a run of a million predictions, at random depths, as whoever calls the API
 * sees it: over HTTP, with everything that the answer takes. `PATCHBAY_BENCH_PREDICTIONS` makes the run smaller.
 */

const pages = 300;
const predictions = Number(process.env.PATCHBAY_BENCH_PREDICTIONS ?? 1_000_000);

/** Each filter of the table of figures, for what is frequent and for what is rare. */
const filters = [
  { name: 'all items', path: 'items', query: {} },
  { name: 'state, frequent', path: 'items', query: { state: 'succeeded' } },
  { name: 'state, one in 25', path: 'items', query: { state: 'failed' } },
  { name: 'code, one in 25', path: 'items', query: { code: 'MODEL_TIMEOUT' } },
  { name: 'code, one in 20,000', path: 'items', query: { code: 'MODEL_RESPONSE_TOO_LARGE' } },
  { name: 'class, nine in ten', path: 'items', query: { class: 'car' } },
  { name: 'class, one in 10,000', path: 'items', query: { class: 'unicorn' } },
  {
    name: 'class and confidence',
    path: 'items',
    query: { class: 'person', minimumConfidence: '0.4', maximumConfidence: '0.9' },
  },
  { name: 'confidence', path: 'items', query: { minimumConfidence: '0.3' } },
  { name: 'predictions of eight boxes, by state', path: 'predictions', query: {} },
  { name: 'predictions of eight boxes, by class', path: 'predictions', query: { class: 'car' } },
  {
    name: 'predictions of eight boxes, by confidence',
    path: 'predictions',
    query: { minimumConfidence: '0.3' },
  },
] as const;

const targets = { p95Ms: 3, floorMs: 15 };

const report = startReport('reading', pages);
const run = await startLargeRun(predictions);
try {
  const lists = [];
  for (const filter of filters) {
    const measured = await measureList(run, filter, pages);
    report.print(printList(measured, targets));
    lists.push(measured);
  }
  report.write({ predictions, targets, lists });
} finally {
  await run.stop();
}
