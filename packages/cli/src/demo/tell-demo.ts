import type { HubClient } from '../api/client.ts';
import type { Output } from '../terminal/terminal.ts';
import { countOf } from '../terminal/wording.ts';
import { demoDatasets, importDemoDatasets } from './demo-datasets.ts';
import type { DemoModel } from './demo-models.ts';
import { describeDemoRun, type ModelResult } from './demo-result.ts';
import { runDemoModel } from './run-demo-model.ts';
import { scoreBarcodes } from './score-barcodes.ts';
import type { ShowStep } from './step-display.ts';

/** Registers the models, imports the datasets and runs each model, as a user would: over the API. */
export async function tellDemo(
  notes: Output,
  hub: HubClient,
  models: readonly DemoModel[],
  showStep: ShowStep,
): Promise<ModelResult[]> {
  const registered = await showStep(
    'registered',
    () => Promise.all(models.map((model) => register(hub, model))),
    (list) => countOf(list.length, 'model'),
  );
  const datasets = await showStep(
    'imported',
    () => importDemoDatasets(hub),
    ({ labels, texts }) =>
      `${countOf(labels.rowCounts.image, 'image')}, ${countOf(texts.rowCounts.text, 'text')}`,
  );
  const width = Math.max(...registered.map(({ name }) => name.length));
  const results: ModelResult[] = [];
  for (const { modelId, name, dataset, readsCodes } of registered) {
    const ids = { modelId, datasetId: datasets[dataset].id };
    const ended = await runDemoModel(hub, notes, name.padEnd(width), ids);
    const { path } = demoDatasets[dataset];
    const codes = readsCodes ? await scoreBarcodes(hub, ended.run.id, path) : null;
    results.push(describeDemoRun(ended, codes));
  }
  return results;
}

async function register(hub: HubClient, { newModel, ...rest }: DemoModel) {
  const { model } = await hub.models.register(newModel);
  return { ...rest, modelId: model.id, name: model.name };
}
