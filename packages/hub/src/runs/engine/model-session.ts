import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { Limits } from '@patchbay/core/model/limits.ts';
import type { ModelsService } from '../../models/models-service.ts';
import { createRateGate } from '../gates/rate-gate.ts';
import type { RateStore } from '../gates/rate-store.ts';
import { createSemaphore } from '../gates/semaphore.ts';

/** For how long limits and credentials are used before they are read again. */
const freshMs = 500;

/** How a model may be called right now: through its gates, with its newest limits and credentials. */
export interface ModelSession {
  /** Reads limits and credentials, again after half a second: a changed limit or secret holds at once. */
  refresh(): Promise<Terms>;
  /** Runs one call when concurrency and rate allow it, with the limits and credentials of that moment. */
  throughGates<Result>(
    signal: AbortSignal,
    call: (terms: Terms) => Promise<Result>,
  ): Promise<Result>;
}

/** On what terms a model is called. */
export interface Terms {
  readonly limits: Limits;
  readonly credentials: Credentials;
}

/** Where limits and credentials come from. */
type Calling = Pick<ModelsService, 'getLimits' | 'openCredentials'>;

/** Keeps one session for each model, so that all chunks in this process share its gates. */
export function createModelSessions(parts: { models: Calling; rates: RateStore }) {
  const sessions = new Map<string, ModelSession>();
  return {
    get(organisationId: string, modelId: string): ModelSession {
      const known = sessions.get(modelId);
      if (known) return known;
      const session = createModelSession(parts, { organisationId, id: modelId });
      sessions.set(modelId, session);
      return session;
    },
  };
}
export type ModelSessions = ReturnType<typeof createModelSessions>;

function createModelSession(
  { models, rates }: { models: Calling; rates: RateStore },
  model: { organisationId: string; id: string },
): ModelSession {
  const places = createSemaphore(1);
  const rate = createRateGate({
    readLimit: async () => (await refresh()).limits.requestsPerSecond,
    reserve: (wish) => rates.reserve(model, wish),
  });
  let current: Promise<Terms> | null = null;
  let readAt = -Infinity;

  async function read() {
    const limits = await models.getLimits(model.organisationId, model.id);
    const credentials = await models.openCredentials(model.organisationId, model.id);
    places.setLimit(limits.concurrency);
    return { limits, credentials };
  }

  function refresh(): Promise<Terms> {
    if (current && performance.now() - readAt <= freshMs) return current;
    readAt = performance.now();
    const reading = read();
    current = reading;
    reading.catch(() => {
      current = null;
    });
    return reading;
  }

  return {
    refresh,
    async throughGates(signal, call) {
      await refresh();
      await places.acquire(signal);
      try {
        await rate.pass({ signal });
        return await call(await refresh());
      } finally {
        places.release();
      }
    },
  };
}
