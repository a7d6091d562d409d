import { setTimeout as delay } from 'node:timers/promises';
import { short, showSpread, startReport } from './frame/report.ts';
import { spreadOf } from './frame/spread.ts';
import { insertImages, registerModel } from './hub/bench-dataset.ts';
import { openHub } from './hub/open-hub.ts';

/**
 * How long it takes until a run over a million data rows is planned, and how long the API takes meanwhile
 * to tell how far it is. The run is planned by the workers of the hub that also answers.
 */

const rows = 1_000_000;

const hub = await openHub(['127.0.0.1']);
const report = startReport('planning', 1);
const datasetId = await insertImages(hub, rows);
const modelId = await registerModel(hub, 'http://127.0.0.1:1/', 1);
await hub.startWorkers();
const started = performance.now();
const { id } = await hub.ask<{ id: string }>('POST', '/runs', { modelId, datasetId });
const readMs: number[] = [];
for (;;) {
  const before = performance.now();
  const run = await hub.ask<{ state: string; counts: { total: number } }>('GET', `/runs/${id}`);
  readMs.push(performance.now() - before);
  if (run.state !== 'preparing') break;
  await delay(100);
}
const seconds = (performance.now() - started) / 1000;
await hub.ask('POST', `/runs/${id}/cancel`);
const figures = { seconds, rowsPerSecond: rows / seconds, readMs: spreadOf(readMs) };
report.print(
  [
    `\n  ${rows.toLocaleString('en')} data rows planned in ${short(seconds)} s, ${short(figures.rowsPerSecond)} rows/s`,
    `    meanwhile the API told how far it was in ${showSpread(figures.readMs)} ms`,
  ].join('\n'),
);
report.write({ figures });
await hub.close();
