import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import type { CheckOptions } from '../session/check-options.ts';
import { answerCorrectly, type Knowledge } from './answer-correctly.ts';
import type { Conduct, ServedRequest } from './check-server.ts';

/** A server that breaks one rule on purpose, by a small change to one that keeps its contract. */
export interface BrokenServer {
  /** What it does wrong, in words. */
  readonly breaks: string;
  readonly protocol: string;
  readonly knowledge: Knowledge;
  /** Made anew for each server, since some of them remember. */
  readonly createConduct?: () => Conduct;
  /** The secret that it asks for, null for none; `let-me-in` where it is left out. */
  readonly token?: string | null;
  /** Settings of the connection beside the address. */
  readonly settings?: { readonly [name: string]: Json };
  readonly options?: Partial<CheckOptions>;
}

/** A server of boxes; the contract that can be asked for its classes. */
export const boxes = { protocol: 'v7', knowledge: 'boxes' } as const;
export const masks = { protocol: 'foundry', knowledge: 'masks' } as const;
export const spans = { protocol: 'foundry', knowledge: 'spans' } as const;
export const quotes = { protocol: 'openai-chat', knowledge: 'quotes' } as const;
export const words = { protocol: 'openai-chat', knowledge: 'words' } as const;

/** Changes what is answered where a condition holds of the request. */
export function spoil(
  isMeant: (request: ServedRequest) => boolean,
  change: (response: HttpResponse) => HttpResponse,
): () => Conduct {
  return () => (request, right) => (isMeant(request) ? change(right()) : right());
}

/** Changes the annotations of every prediction. */
export function annotate(
  knowledge: Knowledge,
  change: (annotations: readonly Annotation[], request: ServedRequest) => readonly Annotation[],
): () => Conduct {
  return () => (request, right) =>
    request.input ? right(change(answerCorrectly(knowledge, request.input), request)) : right();
}

export const isClasses = ({ path, method }: ServedRequest) =>
  path === '/classes' && method === 'GET';
export const isPrediction = ({ input, method }: ServedRequest) =>
  input !== null && method === 'POST';
export const isVillage = ({ about }: ServedRequest) => about === '900 × 600';
export const isOrder = ({ about }: ServedRequest) => about.startsWith('On May 3');

export function answer(body: string, status = 200): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body };
}

/** Changes the JSON of an answer. */
export function editJson(
  response: HttpResponse,
  edit: (body: { [field: string]: Json }) => Json,
): HttpResponse {
  const body: Json = JSON.parse(response.body);
  return { ...response, body: JSON.stringify(isJsonObject(body) ? edit(body) : body) };
}

/** Changes the first result of an answer that lists its results. */
export function editFirstResult(
  response: HttpResponse,
  edit: (result: { [field: string]: Json }) => Json,
): HttpResponse {
  return editJson(response, (body) => {
    const results = Array.isArray(body.results) ? body.results : [];
    return {
      ...body,
      results: results.map((result, index) =>
        index === 0 && isJsonObject(result) ? edit(result) : result,
      ),
    };
  });
}
