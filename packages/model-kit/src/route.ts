import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import { answerPrediction, type ServedModel } from './answer-prediction.ts';

/** One thing that a server answers to. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The protocol that wants it, or the kit itself. */
  readonly owner: string;
  /** Whether anyone may ask. */
  readonly isOpen: boolean;
  answer(body: string, signal: AbortSignal): Promise<HttpResponse>;
}

/**
 * Lists what a server answers to under its protocols, and `GET /health`.
 * @throws PatchbayError INPUT_INVALID where two protocols want the same path.
 */
export function listRoutes(served: readonly ServedModel[]): Route[] {
  const routes = [createHealthRoute(served), ...served.flatMap(listProtocolRoutes)];
  const owners = new Map<string, string>();
  for (const { method, path, owner } of routes) {
    const taken = owners.get(`${method} ${path}`);
    if (taken !== undefined) {
      throw new PatchbayError({
        code: 'INPUT_INVALID',
        message: `"${taken}" and "${owner}" both want ${method} ${path}. Serve one of them on another port.`,
      });
    }
    owners.set(`${method} ${path}`, owner);
  }
  return routes;
}

function listProtocolRoutes(served: ServedModel): Route[] {
  const { id, server } = served.protocol;
  const prediction: Route = {
    method: 'POST',
    path: normalisePath(server.predictPath),
    owner: id,
    isOpen: false,
    answer: (body, signal) => answerPrediction(body, served, signal),
  };
  if (server.classesPath === undefined) return [prediction];
  const encodeClasses = server.encodeClasses?.bind(server);
  if (encodeClasses === undefined) {
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message: `The protocol "${id}" names a path for its classes but cannot encode them.`,
    });
  }
  const classes: Route = {
    method: 'GET',
    path: normalisePath(server.classesPath),
    owner: id,
    isOpen: false,
    answer: async () => encodeClasses(served.fit.ontology),
  };
  return [prediction, classes];
}

/** Says that the server is up; without a secret, since load balancers have none. */
function createHealthRoute(served: readonly ServedModel[]): Route {
  const body = JSON.stringify({
    status: 'ok',
    model: served[0]?.model.name,
    protocols: served.map(({ protocol }) => protocol.id),
  });
  return {
    method: 'GET',
    path: '/health',
    owner: 'the kit',
    isOpen: true,
    answer: async () => ({
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
    }),
  };
}

/** `infer`, `/infer/` and `/infer` are one path. */
export function normalisePath(path: string): string {
  return `/${path.replace(/^\/+|\/+$/g, '')}`;
}
