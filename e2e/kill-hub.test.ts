import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHubClient, type HubClient } from '@patchbay/cli/api/client.ts';
import { defineModel } from '@patchbay/model-kit/define-model.ts';
import { serveModel } from '@patchbay/model-kit/serve-model.ts';
import { expect, test } from 'vitest';
import { killHub, startHubProcess, stopHub } from './hub-process.ts';

const itemCount = 2000;
const concurrency = 8;

/** A model that answers with the number in the text, and counts how often it was asked for each. */
async function startCountingModel() {
  const callsByText = new Map<string, number>();
  const askedAt: number[] = [];
  const model = defineModel({
    name: 'Counter',
    description: 'Repeats the text.',
    dataRowTypes: ['text'],
    ontology: { classifications: [{ kind: 'free_text', name: 'echo' }] },
    async predict({ text }) {
      askedAt.push(performance.now());
      callsByText.set(text, (callsByText.get(text) ?? 0) + 1);
      return [{ kind: 'free_text', class: 'echo', text }];
    },
  });
  const server = await serveModel(model, { protocols: ['foundry'] });
  const countCalls = () => [...callsByText.values()].reduce((sum, count) => sum + count, 0);
  const countAsked = (before: number) => askedAt.filter((at) => at < before).length;
  return { server, model, callsByText, countCalls, countAsked };
}

test('a run goes on by itself after the hub was killed in the middle, every item once, none lost', async ({
  annotate,
}) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-kill-'));
  const counter = await startCountingModel();
  const environment = { PATCHBAY_EGRESS_ALLOW: new URL(counter.server.url).host };
  let hub = await startHubProcess(dataFolder, environment);
  try {
    let client = createHubClient(hub);
    const { model } = await client.models.register({
      name: 'Counter',
      protocol: 'foundry',
      connection: { url: `${counter.server.url}/predict` },
      ontology: counter.model.ontology,
      dataRowTypes: ['text'],
      limits: { concurrency },
    });
    const dataset = await client.datasets.create({ name: 'Numbers' });
    const lines = Array.from({ length: itemCount }, (_, index) => `number ${index}`).join('\n');
    const file = { name: 'numbers.txt', content: new Blob([lines]) };
    const report = await client.importFiles(dataset.id, 'text-lines', [file]);
    expect(report).toMatchObject({ imported: itemCount, alreadyThere: 0, failed: [] });
    const run = await client.runs.start({ modelId: model.id, datasetId: dataset.id });

    await expect.poll(() => counter.countCalls(), { timeout: 30_000 }).toBeGreaterThan(1000);
    const killedAt = performance.now();
    await killHub(hub);
    const callsAtKill = await countWhenQuiet(counter.countCalls);
    expect(callsAtKill).toBeLessThan(itemCount);
    // A hub without workers changes nothing: it shows what the killed one had saved.
    hub = await startHubProcess(dataFolder, environment, '--workers', '0');
    const saved = (await createHubClient(hub).runs.get({ id: run.id })).counts.succeeded;
    // What was answered a second before the kill was saved by then.
    expect(saved).toBeGreaterThanOrEqual(counter.countAsked(killedAt - 1000) - concurrency);
    const notSaved = callsAtKill - saved;
    await stopHub(hub);

    hub = await startHubProcess(dataFolder, environment);
    client = createHubClient(hub);
    await expect
      .poll(async () => (await client.runs.get({ id: run.id })).state, { timeout: 90_000 })
      .toBe('completed');

    const { counts } = await client.runs.get({ id: run.id });
    expect(counts).toMatchObject({ total: itemCount, succeeded: itemCount, failed: 0, pending: 0 });
    const dataRowIds = await readDataRowIds(client, run.id);
    expect(dataRowIds.length).toBe(itemCount);
    expect(new Set(dataRowIds).size).toBe(itemCount);
    expect(counter.callsByText.size).toBe(itemCount);
    await annotate(
      `killed after ${callsAtKill} calls, ${saved} saved; ${counter.countCalls()} calls in all`,
    );
    expect(counter.countCalls()).toBeLessThanOrEqual(itemCount + notSaved);
    expect(await stopHub(hub)).toBe(0);
  } finally {
    // Where the test failed the hub still runs: its PostgreSQL is to end with it.
    if (hub.process.exitCode === null && hub.process.signalCode === null) await stopHub(hub);
    await counter.server.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
});

/** The count of calls when those that were still on their way to the model have arrived. */
async function countWhenQuiet(countCalls: () => number): Promise<number> {
  let last = -1;
  const isQuiet = () => {
    const before = last;
    last = countCalls();
    return before === last;
  };
  await expect.poll(isQuiet, { interval: 250 }).toBe(true);
  return last;
}

/** The data rows of the predictions that the hub exports. */
async function readDataRowIds(client: HubClient, runId: string): Promise<string[]> {
  const exported = await new Response(await client.exportRun(runId, 'jsonl')).text();
  return exported
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { dataRow: { id: string } }).dataRow.id);
}
