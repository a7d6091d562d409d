import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { askWorker, tellingFlags } from './fleet/ask-worker.ts';
import { openFleet } from './fleet/open-fleet.ts';
import { short, showVerdict, startReport } from './frame/report.ts';

/**
 * For how long the event loop of a worker stands still while an endpoint does its worst: answers without end
 * and of a gigabyte, bombs in every packing, brackets as deep as a well, ten million items, and long right
 * answers. Each is a run of its own; what the worker did before it is told apart, and once with right answers.
 */
const target = { longestMs: 50 };
const floor = { longestMs: 200 };
const items = Number(process.env.BENCH_ITEMS) || 48;
/** A run that its endpoint keeps busy for longer is cancelled; what was measured counts. */
const longestRunMs = 60_000;

const paths = process.env.BENCH_PATHS?.split(' ') ?? [
  'right',
  'right?boxes=1000',
  'right?boxes=100000',
  'N14/endless',
  'N14/a-gigabyte',
  'N15/long-header',
  'N16/bomb-gzip',
  'N16/bomb-deflate',
  'N16/bomb-br',
  'N16/bomb-zstd',
  'J1/malformed',
  'J6/repeated-key',
  'J8/deep',
  'J9/ten-million-items',
  'J10/four-hundred-digits',
];

const report = startReport('stall', 1);
const chaos = await startChaos();
const fleet = await openFleet({
  host: new URL(chaos.url).host,
  url: () => chaos.url,
  count: async () => Number.NaN,
  close: () => {},
});
const figures: { path: string; longestMs: number; state: string; codes: string }[] = [];
try {
  const worker = await fleet.startWorker(...tellingFlags('stall'));
  const datasetId = await fleet.addDataset(items);
  for (const path of paths) {
    const modelId = await fleet.addModelAt(`${chaos.url}/${path}`, { concurrency: 16 });
    await askWorker(worker, 'stall');
    const { state, codes } = await carryOut(modelId, datasetId);
    const longestMs = await askWorker(worker, 'stall');
    figures.push({ path, longestMs, state, codes });
    report.print(`  ${path}: ${short(longestMs)} ms (${state}; ${codes})`);
  }
} finally {
  await fleet.close();
  chaos.close();
}
const longestMs = Math.max(...figures.map((figure) => figure.longestMs));
const met = {
  targetsMet: longestMs <= target.longestMs,
  floorsMet: longestMs <= floor.longestMs,
};
report.print(
  `  longest ${short(longestMs)} ms; wanted: ${target.longestMs} ms (floor: ${floor.longestMs} ms): ${showVerdict(met)}`,
);
report.write({ items, longestMs, figures, target, floor, ...met });

/** Carries a run out until it ends, pauses or has had its time; tells what became of its items. */
async function carryOut(modelId: string, datasetId: string) {
  const { id } = await fleet.client.runs.start({ modelId, datasetId });
  const startedAt = performance.now();
  for (;;) {
    const { state, counts } = await fleet.client.runs.get({ id });
    const isOver = state === 'completed' || state === 'paused';
    if (isOver || performance.now() - startedAt > longestRunMs) {
      if (state !== 'completed') await fleet.client.runs.cancel({ id });
      const failures = await fleet.client.runs.failures({ id });
      const codes = failures.map(({ code, count }) => `${count} ${code}`);
      return { state, codes: [`${counts.succeeded} succeeded`, ...codes].join(', ') };
    }
    await delay(50);
  }
}

/** The chaos endpoint in a process of its own. */
async function startChaos() {
  const file = '../packages/connect/src/testing/run-chaos-endpoint.ts';
  const child = spawn(process.execPath, [new URL(file, import.meta.url).pathname], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await once(child.stdout, 'data');
  child.stdout.destroy();
  const { origin } = new URL(String(printed).split(' ')[0] ?? '');
  return { url: origin, close: () => void child.kill() };
}
