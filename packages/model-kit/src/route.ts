import { PatchbayError, type Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import { answerPrediction, type ServedModel } from './answer-prediction.ts';
import type { Gate } from './gate.ts';

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
  answer(body: string, caller: Caller): Promise<HttpResponse>;
}

/** Who asks. */
export interface Caller {
  /** Aborted when the caller has hung up. */
  readonly signal: AbortSignal;
  /** The address by which the caller reaches the server, without a slash at its end. */
  readonly baseUrl: string;
}

/**
 * Lists what a server answers to under its protocols, besides what the kit itself answers.
 * @throws PatchbayError INPUT_INVALID where two protocols want the same path.
 */
export function listRoutes(
  served: readonly ServedModel[],
  gate: Gate,
  kitRoutes: readonly Route[],
): Route[] {
  const routes = [...kitRoutes, ...served.flatMap((model) => listProtocolRoutes(model, gate))];
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

function listProtocolRoutes(served: ServedModel, gate: Gate): Route[] {
  const { id, server } = served.protocol;
  const base = { owner: id, isOpen: false, encodeFailure: server.encodeFailure.bind(server) };
  const routes: Route[] = [
    {
      ...base,
      method: 'POST',
      path: normalisePath(server.predictPath),
      async answer(body, { signal }) {
        if (!gate.enter()) return refuseCrowd(served);
        return answerPrediction(body, served, signal).finally(() => gate.leave());
      },
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

/** Says that the server has its hands full, and when to ask again. */
function refuseCrowd({ model, protocol, log }: ServedModel): HttpResponse {
  const message = `"${model.name}" works on as many requests as it can at once. Ask again in a second.`;
  log(`${model.name}: a request of ${protocol.id} was refused with 429: ${message}`);
  const { headers, body } = protocol.server.encodeFailure({ code: 'MODEL_OVERLOADED', message });
  return { status: 429, headers: { ...headers, 'retry-after': '1' }, body };
}

/** `infer`, `/infer/` and `/infer` are one path. */
export function normalisePath(path: string): string {
  return `/${path.replace(/^\/+|\/+$/g, '')}`;
}
