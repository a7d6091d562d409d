import { failingFrom } from '@patchbay/core/model/model-health.ts';
import type { TokenUsage } from '@patchbay/core/prediction/token-usage.ts';
import { findLatencyBucket } from '@patchbay/core/run/latency-histogram.ts';
import type { CountedHour, ModelKey } from './counted-hour.ts';
import { addOutcome, createRecent } from './recent-outcomes.ts';
import type { UsageStore } from './usage-store.ts';

/** How often what was counted is written down. */
const writeMs = 3000;

const hourMs = 3_600_000;

/** So many hours of models are kept at most where they cannot be written: the database is away for long. */
const mostUnwritten = 5000;

/** A call that was made: how long it took, how it ended, and what its answer said of tokens. */
export interface CountedCall {
  readonly latencyMs: number;
  /** Whether something came back, whatever it was. */
  readonly isAnswered: boolean;
  /** The error of a call that failed; null for one that brought what was asked for. */
  readonly failureCode: string | null;
  readonly usage: TokenUsage | null;
}

/** Counts the calls of models, inside of runs and outside, and writes them down every few seconds. */
export interface UsageMeter {
  /** What calls of a model are counted on; not to be kept for long. */
  of(model: ModelKey): ModelCounter;
  /** Writes down what was counted so far, at the latest before the process ends. */
  flush(): Promise<void>;
}

export interface ModelCounter {
  add(call: CountedCall): void;
  /** Counts calls that are known by their number alone, as those of a check. */
  addMany(calls: number, modelMs: number): void;
  /** The endpoint is down or refuses us: the calls that showed it belong to no item and are not counted. */
  lose(failureCode: string): void;
}

/**
 * Keeps what is counted in memory between two writes: saving and calling wait for nothing. A process that is
 * killed loses the last seconds of it; results are never read from here.
 */
export function createUsageMeter(parts: {
  store: UsageStore;
  onError: (error: unknown) => void;
  now?: () => number;
}): UsageMeter {
  const now = parts.now ?? Date.now;
  let counted = new Map<string, CountedHour>();
  let unwritten: CountedHour[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  function find(model: ModelKey): CountedHour {
    const hourAt = Math.floor(now() / hourMs) * hourMs;
    const key = `${model.modelId} ${hourAt}`;
    const known = counted.get(key);
    if (known) return known;
    const made = beginHour(model, hourAt);
    counted.set(key, made);
    timer ??= setTimeout(() => void flush(), writeMs).unref();
    return made;
  }

  async function write(): Promise<void> {
    const hours = [...unwritten, ...counted.values()];
    counted = new Map();
    unwritten = [];
    for (const [index, hour] of hours.entries()) {
      try {
        await parts.store.add(hour);
      } catch (error) {
        parts.onError(error);
        // An hour that is refused now is refused for good: it must not hold up the others.
        if (parts.store.isRefused(error)) continue;
        unwritten = hours.slice(index).slice(-mostUnwritten);
        timer ??= setTimeout(() => void flush(), writeMs).unref();
        return;
      }
    }
  }

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    writing = writing.then(write);
    return writing;
  }

  return {
    of(model) {
      const hour = find(model);
      return {
        add: (call) => count(hour, call, now()),
        addMany(calls, modelMs) {
          hour.calls += calls;
          hour.modelMs += modelMs;
        },
        lose(failureCode) {
          for (let failure = 0; failure < failingFrom.failuresInRow; failure += 1) {
            addOutcome(hour.recent, failureCode, now());
          }
        },
      };
    },
    flush,
  };
}

function beginHour({ organisationId, modelId }: ModelKey, hourAt: number): CountedHour {
  return {
    organisationId,
    modelId,
    hourAt,
    calls: 0,
    failures: 0,
    promptTokens: 0,
    completionTokens: 0,
    modelMs: 0,
    latencies: [],
    recent: createRecent(),
  };
}

function count(hour: CountedHour, call: CountedCall, at: number): void {
  const { latencyMs, isAnswered, failureCode, usage } = call;
  hour.calls += 1;
  hour.modelMs += latencyMs;
  if (failureCode !== null) hour.failures += 1;
  if (isAnswered) {
    const bucket = findLatencyBucket(latencyMs);
    while (hour.latencies.length <= bucket) hour.latencies.push(0);
    hour.latencies[bucket] = (hour.latencies[bucket] ?? 0) + 1;
  }
  if (usage) {
    hour.promptTokens += usage.promptTokens ?? 0;
    hour.completionTokens += usage.completionTokens ?? 0;
  }
  addOutcome(hour.recent, failureCode, at);
}
