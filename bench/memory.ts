import { startEndpoint } from './endpoint/start-endpoint.ts';
import { askWorker, tellingFlags } from './fleet/ask-worker.ts';
import { openFleet } from './fleet/open-fleet.ts';
import { readResidentMb } from './fleet/resident-memory.ts';
import { short, startReport } from './frame/report.ts';

/**
 * What a worker keeps in memory: a real worker process carries a run over an endpoint that answers at
 * once; at every step its garbage is collected and its heap measured from inside (by the inspector), its
 * resident memory by the system. `BENCH_ITEMS=1000000 npm run bench -- memory` for the whole length.
 */
const items = Number(process.env.BENCH_ITEMS) || 50_000;
const steps = 10;

const report = startReport('memory', 1);
const endpoint = await startEndpoint();
const fleet = await openFleet(endpoint);
const worker = await fleet.startWorker(...tellingFlags('heap'));
const modelId = await fleet.addModel(endpoint, { delayMs: 0, concurrency: 64 });
const datasetId = await fleet.addDataset(items);
const { id } = await fleet.client.runs.start({ modelId, datasetId });

const samples: { finished: number; heapMb: number; residentMb: number; highestMb: number }[] = [];
let highestMb = 0;
for (let step = 1; step <= steps; step += 1) {
  let finished = 0;
  do {
    await new Promise((resolve) => setTimeout(resolve, 100));
    finished = (await fleet.client.runs.get({ id })).counts.succeeded;
    highestMb = Math.max(highestMb, readResidentMb(worker.pid));
  } while (finished < (items * step) / steps);
  const heapMb = await askWorker(worker, 'heap');
  const residentMb = readResidentMb(worker.pid);
  samples.push({ finished, heapMb, residentMb, highestMb });
  report.print(
    `  ${finished} items: heap after collection ${short(heapMb)} MB, resident ${short(residentMb)} MB, at most ${short(highestMb)} MB`,
  );
}
const [first, last] = [samples[1], samples.at(-1)];
const growth =
  first && last ? ((last.heapMb - first.heapMb) / (last.finished - first.finished)) * 100_000 : NaN;
report.print(
  `  growth ${short(growth)} MB per 100,000 items; wanted: at most 1 MB (floor 5), resident 150 MB (floor 250)`,
);
report.write({ items, samples, growthMbPer100000: growth, highestMb });
await fleet.close();
endpoint.close();
