import type { Awaitable } from '../../awaitable.ts';
import type { ModelsService } from '../../models/models-service.ts';
import type { UsageMeter } from '../../models/statistics/usage-meter.ts';
import { type Circuit, createCircuit, type HeardCall, type Hold } from '../gates/circuit.ts';
import type { GateStore } from '../gates/gate-store.ts';
import { createModelGates, type ModelGates, type Terms } from '../gates/model-gates.ts';
import type { OutageStore } from '../gates/outage-store.ts';
import type { RateStore } from '../gates/rate-store.ts';
import { countHeard } from './count-calls.ts';
import { createIsolation, type Isolation } from './isolation.ts';

/** After so long limits and credentials are read again, while those that are known are used: for so long. */
const renewMs = 350;
const longestMs = 700;

/** Who is let through: until when it waits, and for which item. */
export interface GatePass {
  readonly signal: AbortSignal;
  readonly itemId: string;
}

/** How a model may be called right now: through its gates, with its newest limits and credentials. */
export interface ModelSession {
  /** Limits and credentials, read within the last second: a changed limit or secret holds at once. */
  refresh(): Awaitable<Terms>;
  /** Runs one call when concurrency and rate allow it, with the limits and credentials of that moment. */
  throughGates<Result extends HeardCall>(
    pass: GatePass,
    call: (terms: Terms) => Promise<Result>,
  ): Promise<Result>;
}

/** As a run calls its model. */
export interface RunSession extends ModelSession {
  /**
   * Aborted when the endpoint is found to be down or to refuse us, and the run is paused for it. Calls
   * through the gates then reject with its reason: their items stay pending.
   */
  readonly held: AbortSignal;
  /** The same with what was found. */
  readonly hold: Hold;
}

/** The model and revision that a run calls. */
export interface RunTarget {
  readonly organisationId: string;
  readonly modelId: string;
  readonly revisionId: string;
  /** A preview: it goes before all else. */
  readonly isFirst: boolean;
}

/** Where limits and credentials come from. */
type Calling = Pick<ModelsService, 'getLimits' | 'openCredentials'>;

export type ModelSessions = ReturnType<typeof createModelSessions>;

/** Keeps the gates of each model and the circuit of each revision, which all chunks in this process share. */
export function createModelSessions(parts: {
  models: Calling;
  rates: RateStore;
  gates: GateStore;
  outages: Pick<OutageStore, 'noteAnswer' | 'open'>;
  usage: Pick<UsageMeter, 'of'>;
  workerId: string;
}) {
  const models = new Map<string, SharedModel>();

  function find(organisationId: string, modelId: string): SharedModel {
    const known = models.get(modelId);
    if (known) return known;
    const made = shareModel(parts, { organisationId, id: modelId });
    models.set(modelId, made);
    return made;
  }

  return {
    /** For one who waits for the answer: goes before what runs do, and is counted here, since no run counts it. */
    get(organisationId: string, modelId: string): ModelSession {
      const { refresh, gates } = find(organisationId, modelId);
      return {
        refresh,
        async throughGates({ signal }, call) {
          const result = await gates.through({ signal, isFirst: true }, call);
          countHeard(parts.usage.of({ organisationId, modelId }), result);
          return result;
        },
      };
    },

    /** For a run that goes on: where it was held, that is over. */
    forRun({ organisationId, modelId, revisionId, isFirst }: RunTarget): RunSession {
      const { refresh, gates, findCircuit } = find(organisationId, modelId);
      const { circuit, isolation } = findCircuit(revisionId);
      circuit.close();
      const { hold } = circuit;
      return {
        refresh,
        held: hold.signal,
        hold,
        throughGates({ signal, itemId }, call) {
          const isAlone = circuit.isSuspect(itemId);
          const item = { id: itemId, isAlone, circuit };
          return isolation[isAlone ? 'alone' : 'beside'](() =>
            gates.through({ signal, isFirst, item }, call),
          );
        },
      };
    },

    /** Gives all places back. */
    async close(): Promise<void> {
      await Promise.all([...models.values()].map(({ gates }) => gates.close()));
    },
  };
}

/** What all who call one model in this process share. */
interface SharedModel {
  readonly gates: ModelGates;
  refresh(): Awaitable<Terms>;
  findCircuit(revisionId: string): { circuit: Circuit; isolation: Isolation };
}

function shareModel(
  parts: Parameters<typeof createModelSessions>[0],
  model: { organisationId: string; id: string },
): SharedModel {
  const { organisationId, id: modelId } = model;
  const circuits = new Map<string, { circuit: Circuit; isolation: Isolation }>();
  const readLimits = keepFresh(() => parts.models.getLimits(organisationId, modelId));
  const readCredentials = keepFresh(() => parts.models.openCredentials(organisationId, modelId));

  async function tellAnswers(): Promise<void> {
    for (const [revisionId, { circuit }] of circuits) {
      const msAgo = circuit.takeAnswer();
      if (msAgo !== null) await parts.outages.noteAnswer({ organisationId, revisionId }, msAgo);
    }
  }

  function refresh(): Awaitable<Terms> {
    const now = performance.now();
    const [limits, credentials] = [readLimits(now), readCredentials(now)];
    return limits instanceof Promise || credentials instanceof Promise
      ? Promise.all([limits, credentials]).then(([limits, credentials]) => ({
          limits,
          credentials,
        }))
      : { limits, credentials };
  }

  return {
    gates: createModelGates({
      ...parts,
      model,
      readLimits,
      readTerms: refresh,
      onBeat: tellAnswers,
    }),
    refresh,
    findCircuit(revisionId) {
      const known = circuits.get(revisionId);
      if (known) return known;
      const circuit = createCircuit({
        open(outage) {
          parts.usage.of({ organisationId, modelId }).lose(outage.problem.code);
          return parts.outages.open({ organisationId, modelId, revisionId }, outage);
        },
      });
      const made = { circuit, isolation: createIsolation() };
      circuits.set(revisionId, made);
      return made;
    },
  };
}

/**
 * Reads again what is older than {@link renewMs}, while it is used on; nobody waits for that before it is
 * older than {@link longestMs}, or could not be read.
 */
function keepFresh<Value>(read: () => Promise<Value>): (now?: number) => Awaitable<Value> {
  let current: Value | null = null;
  let readAt = -Infinity;
  let renewal: Promise<Value> | null = null;

  function renew(): Promise<Value> {
    const begunAt = performance.now();
    const reading = read();
    renewal = reading;
    reading.then(
      (value) => {
        current = value;
        readAt = begunAt;
        renewal = null;
      },
      () => {
        renewal = null;
      },
    );
    return reading;
  }

  return (now = performance.now()) => {
    const age = now - readAt;
    if (current !== null && age <= renewMs) return current;
    const next = renewal ?? renew();
    return current !== null && age <= longestMs ? current : next;
  };
}
