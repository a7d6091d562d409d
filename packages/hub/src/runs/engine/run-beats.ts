import { createLatencyWindow } from '@patchbay/core/run/latency-window.ts';
import type { BeatStore } from '../beat-store.ts';

/** How often a worker says what it is doing. */
const beatMs = 1000;

/** A run of which nothing is at work here is forgotten after this time: between two chunks it is not. */
const idleMs = 3000;

/** Counts the calls that a worker makes for its runs, and tells about once a second. */
export interface RunBeats {
  /** Counts the calls of a run. */
  countCalls(run: { organisationId: string; id: string }): CallCounter;
  start(): void;
  /** Takes everything back that was told. */
  stop(): Promise<void>;
}

/** Counts calls of one run while they are under way, and how long they take. */
export interface CallCounter {
  /** Returns the call, which is under way until it settles. */
  during<Result>(call: Promise<Result>): Promise<Result>;
}

export function createRunBeats(parts: {
  store: BeatStore;
  workerId: string;
  onError: (error: unknown) => void;
}): RunBeats {
  const { store, workerId } = parts;
  const runs = new Map<string, RunCounter>();
  let timer: NodeJS.Timeout | null = null;

  async function beat(): Promise<void> {
    const now = performance.now();
    for (const [runId, { inFlight, usedAt }] of runs) {
      if (inFlight > 0 || now - usedAt < idleMs) continue;
      runs.delete(runId);
      await store.remove(workerId, runId);
    }
    const beats = [...runs].map(([runId, { organisationId, inFlight, window }]) => {
      return { runId, organisationId, inFlight, latencies: window.read(now) };
    });
    if (beats.length > 0) await store.write(workerId, beats);
  }

  /** One beat after another, however long the database takes. */
  async function beatOn(): Promise<void> {
    await beat().catch(parts.onError);
    if (timer) timer = setTimeout(() => void beatOn(), beatMs);
  }

  return {
    countCalls({ organisationId, id }) {
      const counter = runs.get(id) ?? createRunCounter(organisationId);
      runs.set(id, counter);
      return {
        during(call) {
          // A run that was forgotten meanwhile comes back with its first call.
          if (counter.inFlight === 0) runs.set(id, counter);
          const startedAt = performance.now();
          counter.inFlight += 1;
          const end = () => {
            counter.inFlight -= 1;
            counter.usedAt = performance.now();
            counter.window.record(counter.usedAt - startedAt, counter.usedAt);
          };
          call.then(end, end);
          return call;
        },
      };
    },
    start() {
      timer = setTimeout(() => void beatOn(), beatMs);
    },
    async stop() {
      if (timer) clearTimeout(timer);
      timer = null;
      await store.remove(workerId, null).catch(parts.onError);
    },
  };
}

interface RunCounter {
  readonly organisationId: string;
  readonly window: ReturnType<typeof createLatencyWindow>;
  inFlight: number;
  usedAt: number;
}

function createRunCounter(organisationId: string): RunCounter {
  return {
    organisationId,
    window: createLatencyWindow(),
    inFlight: 0,
    usedAt: performance.now(),
  };
}
