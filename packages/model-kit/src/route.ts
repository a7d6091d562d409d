import { PatchbayError, type Problem } from '@patchbay/core/error/patchbay-error.ts';
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
  /** Says a refusal in the words of the protocol; the kit's own where it is left out. */
  encodeFailure?(problem: Problem): HttpResponse;
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
  const base = { owner: id, isOpen: false, encodeFailure: server.encodeFailure.bind(server) };
  const routes: Route[] = [
    {
      ...base,
      method: 'POST',
      path: normalisePath(server.predictPath),
      answer: (body, signal) => answerPrediction(body, served, signal),
    },
  ];
  const questions = [
    {
      what: 'classes',
      path: server.classesPath,
      write: server.encodeClasses?.(served.fit.ontology),
    },
    { what: 'models', path: server.modelsPath, write: server.encodeModels?.(served.model.name) },
  ];
  for (const { what, path, write } of questions) {
    if (path === undefined) continue;
    if (write === undefined) {
      throw new PatchbayError({
        code: 'INPUT_INVALID',
        message: `The protocol "${id}" names a path for its ${what} but cannot encode them.`,
      });
    }
    routes.push({ ...base, method: 'GET', path: normalisePath(path), answer: async () => write });
  }
  return routes;
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
