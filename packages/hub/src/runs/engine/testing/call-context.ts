import { type Caller, createCaller } from '@patchbay/connect/caller.ts';
import { createEgressGuard } from '@patchbay/connect/egress-guard.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import { type Limits, limitsSchema } from '@patchbay/core/model/limits.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import { onTestFinished } from 'vitest';
import type { DataRow } from '../../../datasets/data-row.ts';
import { createImageAddresses } from '../../../datasets/image-addresses.ts';
import { readInput } from '../../../datasets/read-input.ts';
import { readInputWish } from '../../../datasets/read-input-wish.ts';
import { countNothing } from '../../../models/statistics/testing/count-nothing.ts';
import { type CallContext, callItem } from '../call-item.ts';
import type { FinishedItem } from '../finished-item.ts';
import type { InputReader } from '../item-inputs.ts';
import { createModelSessions } from '../model-session.ts';
import { createRetryBudget } from '../retry-budget.ts';

/** A run whose model is asked about texts, without a database. */
export interface CalledRun {
  /** Sends one item of this name, as a worker does. */
  send(id: string): Promise<FinishedItem>;
  /** What one more call goes to, in place of the address that was given. */
  aim(url: string): void;
}

/** Opens a run over a `foundry` model at an address on this machine. */
export function openCalledRun(url: string, limits: Partial<Limits> = {}): CalledRun {
  const caller = createCaller({ egress: createEgressGuard({ allow: ['127.0.0.1'] }) });
  onTestFinished(() => caller.close());
  const context = openContext(caller, limitsSchema.parse({ concurrency: 64, ...limits }));
  const interruption = { stop: new AbortController().signal, abort: new AbortController().signal };
  let target = url;
  return {
    send: (id) =>
      callItem({ id, dataRowId: id, attempts: 0 }, writeRow(id), context(target), interruption),
    aim(other) {
      target = other;
    },
  };
}

function openContext(caller: Caller, limits: Limits, credentials: Credentials = {}) {
  const protocol = findProtocol('foundry');
  if (!protocol.ok) throw new Error(protocol.problem.message);
  const sessions = createModelSessions({
    models: { getLimits: async () => limits, openCredentials: async () => credentials },
    rates: { reserve: refuse },
    gates: {
      beat: async (_model, _demand, places) => ({ places, holdMs: 0 }),
      leave: async () => {},
      lower: async () => null,
      holdBack: async () => {},
      beginAnew: refuse,
    },
    outages: { noteAnswer: async () => {}, open: refuse },
    usage: countNothing,
    workerId: 'worker',
  });
  const parts = {
    addresses: createImageAddresses({ key: Buffer.alloc(32), publicUrl: null }),
    storage: { put: refuse, read: refuse, openStream: refuse, remove: refuse, check: refuse },
    videos: { sample: refuse },
  };
  const datasets: InputReader = {
    readInput: (row, wish) => readInput(row, wish, parts),
    sampleFrames: refuse,
    readFrameInput: refuse,
  };
  const always = {
    protocol: protocol.value,
    parameters: {},
    session: sessions.get('organisation', 'model'),
    retries: createRetryBudget(),
    datasets,
    caller,
    calls: { during: <Result>(call: Promise<Result>) => call },
    onExhausted: () => {},
  };
  return (url: string): CallContext => {
    const configuration: ModelConfiguration = {
      protocol: 'foundry',
      connection: { url },
      dataRowTypes: ['text'],
      ontology: { tools: [], classifications: [{ kind: 'free_text', name: 'echo' }] },
      parametersSchema: null,
    };
    return { ...always, configuration, wish: readInputWish(protocol.value, configuration) };
  };
}

function writeRow(id: string): DataRow {
  return {
    id,
    organisationId: 'organisation',
    datasetId: 'dataset',
    type: 'text',
    globalKey: `${id}.txt`,
    assetHash: '0'.repeat(64),
    byteLength: 10,
    mediaType: 'text/plain',
    width: null,
    height: null,
    orientation: null,
    durationMs: null,
    frameCount: null,
    text: `text of ${id}`,
    turns: null,
    attachments: [],
    sourceUrl: null,
    metadata: {},
    createdAt: new Date(0),
  };
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('A text needs none of this.'));
}
