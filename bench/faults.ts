import type { HubClient } from '@patchbay/cli/api/client.ts';
import { startChaosEndpoint } from '@patchbay/connect/testing/chaos-endpoint.ts';
import { openFleet } from './fleet/open-fleet.ts';
import { showSpread, startReport } from './frame/report.ts';
import { spreadOf } from './frame/spread.ts';

/**
 * What random faults cost: items per second of one worker with an endpoint that goes wrong now and then,
 * ÷ those with one that never does; each answer takes 20 ms. Beside it how much of the concurrency was used.
 * Of the mixed faults one in ten asks everybody to wait for a second (429 with `retry-after`), which is
 * obeyed: without that, the third line.
 */
const rounds = Number(process.env.BENCH_ROUNDS) || 3;
const items = Number(process.env.BENCH_ITEMS) || 4000;
const concurrency = 32;
const endpoints = {
  'one call in twenty with 503': { faults: 0.05, among: 'N23/503' },
  'one call in twenty with any fault': { faults: 0.05 },
  'the same, none with a time to wait': {
    faults: 0.05,
    among: 'N22/without-a-word,N23/500,N23/503,N4/silent,N7/reset,N10/length-too-long,J1/cut-off',
  },
};

const report = startReport('faults', rounds);
const chaos = await startChaosEndpoint();
const fleet = await openFleet({ ...chaos, url: () => chaos.url, count: async () => 0 });
try {
  await fleet.startWorker();
  const datasetId = await addTexts(fleet.client);
  await measure(datasetId, chaos.urlOf('right', { latencyMs: 20 })); // to warm up
  const measured = [];
  for (const [name, faults] of Object.entries(endpoints)) {
    const ratios: number[] = [];
    const rates: number[] = [];
    const levels: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const right = await measure(datasetId, chaos.urlOf('right', { latencyMs: 20 }));
      const url = chaos.urlOf('mixed', { latencyMs: 20, seed: round, ...faults });
      const wrong = await measure(datasetId, url);
      ratios.push(wrong.rate / right.rate);
      rates.push(wrong.rate);
      levels.push(wrong.level / concurrency);
    }
    report.print(
      `  ${name}: ${showSpread(spreadOf(ratios))} of the rate without (${showSpread(spreadOf(rates))} items/s); ` +
        `level ÷ concurrency ${showSpread(spreadOf(levels))}`,
    );
    measured.push({ name, ratios, rates, levels });
  }
  report.write({ items, concurrency, measured });
} finally {
  await fleet.close();
  await chaos.close();
}

async function addTexts(client: HubClient): Promise<string> {
  const { id } = await client.datasets.create({ name: 'texts' });
  const lines = Array.from({ length: items }, (_, index) => `text ${index}`).join('\n');
  const file = { name: 'texts.txt', content: new Blob([lines]) };
  await client.importFiles(id, 'text-lines', [file]);
  return id;
}

/** Items per second over a run until nine tenths are done, and the level on the average of that time. */
async function measure(datasetId: string, url: string) {
  const { model } = await fleet.client.models.register({
    name: `bench ${crypto.randomUUID()}`,
    protocol: 'foundry',
    connection: { url },
    ontology: { classifications: [{ kind: 'free_text', name: 'echo' }] },
    dataRowTypes: ['text'],
    limits: { concurrency, timeoutMs: 1000, maximumAttempts: 4 },
  });
  const { id } = await fleet.client.runs.start({ modelId: model.id, datasetId });
  const startedAt = performance.now();
  let [level, looks] = [0, 0];
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { rows } = await fleet.database.pool.query<{ level: number }>(
      'select coalesce(level, $2)::float8 as level from model_gates where model_id = $1',
      [model.id, concurrency],
    );
    level += rows[0]?.level ?? concurrency;
    looks += 1;
    const { counts } = await fleet.client.runs.get({ id });
    const done = counts.succeeded + counts.failed;
    const seconds = (performance.now() - startedAt) / 1000;
    if (done < 0.9 * items && seconds < 120) continue;
    await fleet.client.runs.cancel({ id }).catch(() => {});
    return { rate: done / seconds, level: level / looks };
  }
}
