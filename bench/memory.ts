import { setTimeout as delay } from 'node:timers/promises';
import { startEndpoint } from './endpoint/start-endpoint.ts';
import { askWorker, tellingFlags } from './fleet/ask-worker.ts';
import { growthPer100000 } from './fleet/heap-samples.ts';
import { openFleet } from './fleet/open-fleet.ts';
import { readResidentMb } from './fleet/resident-memory.ts';
import { short, showVerdict, startReport } from './frame/report.ts';

/**
 * What a worker keeps in memory: a real worker process carries a run over an endpoint that answers at
 * once; at every step its garbage is collected and its heap measured from inside (by the inspector), its
 * resident memory by the system. `BENCH_ITEMS=1000000 npm run bench -- memory` for the whole length, with a
 * step at every 100,000 items.
 */
const items = Number(process.env.BENCH_ITEMS) || 50_000;
const steps = 10;
const targets = { growthMb: 1, residentMb: 150 };
const floors = { growthMb: 5, residentMb: 250 };

const report = startReport('memory', 1);
const endpoint = await startEndpoint();
const fleet = await openFleet(endpoint);
try {
  await measure();
} finally {
  await fleet.close();
  endpoint.close();
}

async function measure(): Promise<void> {
  const worker = await fleet.startWorker(...tellingFlags('heap'));
  const modelId = await fleet.addModel(endpoint, { delayMs: 0, concurrency: 64 });
  const datasetId = await fleet.addDataset(items);
  const startedAt = performance.now();
  const { id } = await fleet.client.runs.start({ modelId, datasetId });
  const samples: { finished: number; seconds: number; heapMb: number; residentMb: number }[] = [];
  let highestMb = 0;
  for (let step = 1; step <= steps; step += 1) {
    let finished = 0;
    for (;;) {
      const { state, counts } = await fleet.client.runs.get({ id });
      finished = counts.succeeded + counts.failed;
      highestMb = Math.max(highestMb, readResidentMb(worker.pid));
      if (state === 'paused' || state === 'failed') throw new Error(`The run is ${state}.`);
      if (finished >= (items * step) / steps) break;
      await delay(100);
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const heapMb = await askWorker(worker, 'heap');
    const residentMb = readResidentMb(worker.pid);
    samples.push({ finished, seconds, heapMb, residentMb });
    report.print(
      `  ${finished} items after ${short(seconds)} s: heap after collection ${short(heapMb)} MB, resident ${short(residentMb)} MB, at most ${short(highestMb)} MB`,
    );
  }
  const growthMb = growthPer100000(samples);
  const met = (limit: typeof targets) =>
    growthMb <= limit.growthMb && highestMb <= limit.residentMb;
  const verdict = { targetsMet: met(targets), floorsMet: met(floors) };
  report.print(
    `  growth ${short(growthMb)} MB per 100,000 items; wanted: at most 1 MB (floor 5), resident 150 MB (floor 250): ${showVerdict(verdict)}`,
  );
  report.write({ items, samples, growthMbPer100000: growthMb, highestMb, targets, floors });
}
