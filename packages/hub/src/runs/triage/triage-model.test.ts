import { isDeepStrictEqual } from 'node:util';
import type { FailureDetail } from '@patchbay/core/api/run-routes.ts';
import { type ItemState, itemStates } from '@patchbay/core/run/item-state.ts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { type HandWorker, openHandWorker } from '../testing/hand-worker.ts';
import { recountRun } from '../testing/recount-run.ts';
import { importTexts, readRun, registerEcho, startRun } from '../testing/start-run.ts';
import { anySteps } from './testing/any-steps.ts';
import {
  type ModelItem,
  type ModelRun,
  newModelRun,
  type OutcomeName,
  type Step,
  type Stepped,
  takeStep,
} from './testing/run-model.ts';
import { type DrivenRun, performStep, storedAnswers, type Told } from './testing/take-step.ts';

/** What workers save and what people do, in any order and at the same moment, held against a model. */

const chunkSizes = [3, 2, 2];
const size = 7;
/** What each revision calls the same: they differ by a capital, of which a reading warns. */
const classes = { own: 'echo', other: 'Echo' };

let hub: TestHub;
let worker: HandWorker;
let modelId: string;
let datasetId: string;
let dataRowIds: string[];
/** By which the runs are called, and one from before, by which answers can be read as well. */
let revisionIds: { own: string; other: string };

beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'], workers: 0 });
  await hub.startWorkers();
  worker = await openHandWorker(hub);
  await openModel();
  datasetId = await importTexts(
    hub,
    Array.from({ length: size }, (_, index) => `text ${index}`),
  );
  const rows = `/api/v1/datasets/${datasetId}/data-rows`;
  const { body } = await hub.ask<{ items: { id: string }[] }>('GET', rows);
  dataRowIds = body.items.map(({ id }) => id);
});
afterAll(() => hub.end());

/** A model of two revisions, which nobody calls. */
async function openModel(): Promise<void> {
  const ontologyOf = (name: string) => ({ classifications: [{ kind: 'free_text', name }] });
  const url = 'http://127.0.0.1:9/nobody';
  modelId = await registerEcho(hub, { url }, { ontology: ontologyOf(classes.other) });
  const first = await hub.ask<{ revision: { id: string } }>('GET', `/api/v1/models/${modelId}`);
  const { body } = await hub.ask<{ model: { revision: { id: string } } }>(
    'POST',
    `/api/v1/models/${modelId}/revisions`,
    { ontology: ontologyOf(classes.own) },
  );
  revisionIds = { own: body.model.revision.id, other: first.body.revision.id };
}

test('whatever workers save and people do, one after another or at once, leaves every item as a model says, and every number exact', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps(size), async (moments) => {
      const runId = await startRun(hub, modelId, datasetId);
      await worker.plan(runId, dataRowIds, chunkSizes);
      let expected = newModelRun(size);
      for (const steps of moments)
        expected = await live({ hub, worker, runId, revisionIds }, expected, steps);
      await expectShown(runId, expected);
    }),
    { numRuns: 100, interruptAfterTimeLimit: 15_000, endOnFailure: true },
  );
}, 60_000);

test.each([
  ['waits again', [{ do: 'retry' }]],
  ['has failed again', [{ do: 'retry' }, bringFirst('refused')]],
  ['was set aside', [{ do: 'ignore' }]],
] as const)('what is decoded of an item that meanwhile %s is dropped', async (_, steps) => {
  const runId = await startRun(hub, modelId, datasetId);
  await worker.plan(runId, dataRowIds, chunkSizes);
  const driven = { hub, worker, runId, revisionIds };
  await performStep(driven, await worker.readItems(runId), bringFirst('misread'));
  const decoding = await worker.beginDecoding(runId, revisionIds.other);
  for (const step of steps) await performStep(driven, await worker.readItems(runId), step);
  const before = await worker.readItems(runId);
  await decoding.save();
  expect(await worker.readItems(runId)).toEqual(before);
  const { kept, counted } = await recountRun(hub, runId);
  expect(kept).toEqual(counted);
});

/** A worker brings the first item. */
function bringFirst(outcome: OutcomeName): Step {
  return { do: 'save', results: [{ index: 0, outcome }], isLate: false };
}

/** Takes all steps of one moment at once and returns what became of the run, which the model must allow. */
async function live(
  driven: DrivenRun,
  before: ModelRun,
  steps: readonly Step[],
): Promise<ModelRun> {
  const items = await worker.readItems(driven.runId);
  const held = before.items.map(({ attempts }) => attempts);
  const told = await Promise.all(steps.map((step) => performStep(driven, items, step)));
  const orders = permute(steps).map((order) =>
    order.reduce<Stepped>((at, step) => takeStep(at.run, step, held), { run: before }),
  );
  const [expected] = orders;
  if (orders.length === 1 && expected) expect(told).toEqual([toTold(expected)]);
  for (const { refusal } of told) expect(refusal).not.toBe('INTERNAL');
  const { kept, counted } = await recountRun(hub, driven.runId);
  expect(kept).toEqual(counted);
  return await adopt(
    driven,
    orders.map(({ run }) => run),
  );
}

function toTold({ refusal, action }: Stepped): Told {
  return { ...(refusal && { refusal }), ...(action && action.total > 0 && { action }) };
}

/** Finds what the run and each item became among what they may have become, in one order of the steps or another. */
async function adopt(driven: DrivenRun, possible: readonly ModelRun[]): Promise<ModelRun> {
  const { state, pause } = await readRun(hub, driven.runId);
  const cause = pause?.cause ?? null;
  expect(possible.map((run) => [run.state, run.cause])).toContainEqual([state, cause]);
  const run = possible.find((each) => each.state === state && each.cause === cause);
  const kept = await worker.readItems(driven.runId);
  const items = kept.map((item, index) => {
    const { id, chunkId, dataRowId, ...seen } = item;
    const models = possible.flatMap((each) => each.items[index] ?? []);
    const found = models.find((model) => isDeepStrictEqual(toKept(model), seen));
    expect(models.map(toKept)).toContainEqual(seen);
    return found ?? models[0];
  });
  return { ...(run ?? newModelRun(0)), items: items.filter((item) => item !== undefined) };
}

/** How an item stands in the database that is as the model says. */
function toKept({ state, attempts, code, stored, readBy }: ModelItem) {
  const read = { readBy: readBy && revisionIds[readBy], said: readBy && classes[readBy] };
  return { state, attempts, code, ...read, answer: stored && storedAnswers[stored] };
}

/** What people are shown adds up to the items. */
async function expectShown(runId: string, { items }: ModelRun): Promise<void> {
  const count = (state: ItemState) => items.filter((item) => item.state === state).length;
  const states = Object.fromEntries(itemStates.map((state) => [state, count(state)]));
  expect((await readRun(hub, runId)).counts).toEqual({ total: size, ...states });
  const { body } = await hub.ask<FailureDetail[]>('GET', `/api/v1/runs/${runId}/failures`);
  const shown = body.map(({ code, count, ignored }) => ({ code, failed: count, ignored }));
  const codes = Map.groupBy(
    items.filter(({ code }) => code !== null),
    ({ code }) => code,
  );
  const told = [...codes].map(([code, list]) => ({
    code,
    failed: list.filter(({ state }) => state === 'failed').length,
    ignored: list.filter(({ state }) => state === 'ignored').length,
  }));
  expect(new Set(shown)).toEqual(new Set(told));
}

/** All orders of a few things. */
function permute<Item>(list: readonly Item[]): Item[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((first, index) =>
    permute(list.toSpliced(index, 1)).map((rest) => [first, ...rest]),
  );
}
