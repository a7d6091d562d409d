import { randomBytes } from 'node:crypto';
import { createCaller } from '@patchbay/connect/caller.ts';
import { createEgressGuard } from '@patchbay/connect/egress-guard.ts';
import { createImageAddresses } from '@patchbay/hub/datasets/image-addresses.ts';
import { readInput } from '@patchbay/hub/datasets/read-input.ts';
import { readInputWish } from '@patchbay/hub/datasets/read-input-wish.ts';
import { countNothing } from '@patchbay/hub/models/statistics/testing/count-nothing.ts';
import { type CallContext, callItem } from '@patchbay/hub/runs/engine/call-item.ts';
import { createModelSessions } from '@patchbay/hub/runs/engine/model-session.ts';
import { createRetryBudget } from '@patchbay/hub/runs/engine/retry-budget.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import type { BenchEndpoint } from '../endpoint/start-endpoint.ts';
import { credentials, type Delivery, describeModel, limitsOf, writeRows } from './bench-model.ts';
import { inParallel } from './in-parallel.ts';

/** Calls of the engine, without a database: what is finished is dropped. */
export interface EngineCalls {
  /** Sends so many items, as many at once as the model takes. */
  send(count: number): Promise<void>;
  close(): Promise<void>;
}

export interface EngineSettings {
  readonly endpoint: BenchEndpoint;
  readonly concurrency: number;
  readonly delivery: Delivery;
}

/**
 * Everything that stands between a prepared item and its decoded answer, as the hub composes it: the gates of
 * the model, the caller with its guard, the protocol. Only where rows, limits and secrets come from the
 * database, they stand in memory.
 */
export function openEngine({ endpoint, concurrency, delivery }: EngineSettings): EngineCalls {
  const context = openContext(endpoint, concurrency, delivery);
  const rows = writeRows(1000);
  const interruption = { stop: new AbortController().signal, abort: new AbortController().signal };
  let sent = 0;

  async function sendOne(): Promise<void> {
    const row = rows[sent % rows.length];
    sent += 1;
    if (!row) throw new Error('There are no rows.');
    const item = { id: row.id, dataRowId: row.id, attempts: 0 };
    const { result } = await callItem(item, row, context, interruption);
    if (!result.ok) throw new Error(result.problem.message);
    if (result.annotations.length !== 8) throw new Error('The answer was not read.');
  }

  return {
    send: (count) => inParallel(concurrency, count, sendOne),
    close: () => context.caller.close(),
  };
}

function openContext(
  endpoint: BenchEndpoint,
  concurrency: number,
  delivery: Delivery,
): CallContext {
  const configuration = describeModel(endpoint.url(), delivery);
  const protocol = findProtocol(configuration.protocol);
  if (!protocol.ok) throw new Error(protocol.problem.message);
  const parts = {
    addresses: createImageAddresses({ key: randomBytes(32), publicUrl: 'http://hub.example' }),
    storage: { put: refuse, read: refuse, openStream: refuse, remove: refuse, check: refuse },
    videos: { sample: refuse },
  };
  return {
    protocol: protocol.value,
    configuration,
    wish: readInputWish(protocol.value, configuration),
    parameters: {},
    session: openSession(concurrency),
    retries: createRetryBudget(),
    datasets: {
      readInput: (row, wish) => readInput(row, wish, parts),
      sampleFrames: refuse,
      readFrameInput: refuse,
    },
    calls: { during: (call) => call },
    onExhausted: () => {},
    caller: createCaller({ egress: createEgressGuard({ allow: [endpoint.host] }) }),
  };
}

/** The gates of a run whose model has no rate limit, and whose endpoint is always there. */
function openSession(concurrency: number) {
  const sessions = createModelSessions({
    models: {
      getLimits: async () => limitsOf(concurrency),
      openCredentials: async () => credentials,
    },
    rates: { reserve: refuse },
    gates: {
      beat: async (_model, _demand, places) => ({ places, holdMs: 0 }),
      leave: async () => {},
      lower: refuse,
      holdBack: refuse,
      beginAnew: refuse,
    },
    outages: { noteAnswer: async () => {}, open: refuse },
    usage: countNothing,
    workerId: 'bench-worker',
  });
  return sessions.forRun({
    organisationId: 'bench-organisation',
    modelId: 'bench-model',
    revisionId: 'bench-revision',
    isFirst: false,
  });
}

/** For what has no part in this: images travel by their address, and the model has no rate limit. */
function refuse(): Promise<never> {
  return Promise.reject(new Error('A benchmark of calls moves no bytes and waits for no clock.'));
}
