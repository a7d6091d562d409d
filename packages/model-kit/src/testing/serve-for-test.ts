import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import { onTestFinished } from 'vitest';
import type { Model } from '../model.ts';
import { type ServeOptions, serveModel } from '../serve-model.ts';
import { mirrorProtocol } from './mirror-protocol.ts';

/** Whatever a server with the mirror protocol may answer: the fields that a test looks at. */
interface MirrorAnswer {
  readonly annotations: readonly Annotation[];
  readonly failure: Problem;
  readonly error: Problem;
}

/** A server on a free port that ends with its test, what it logged, and a way to ask it. */
export async function serveForTest(model: Model, options: Partial<ServeOptions> = {}) {
  const lines: string[] = [];
  const server = await serveModel(model, {
    protocols: [mirrorProtocol],
    log: (line) => lines.push(line),
    ...options,
  });
  onTestFinished(() => server.close());
  const call = async (path: string, request: RequestInit = {}) => {
    const response = await fetch(server.url + path, request);
    const body = (await response.json()) as MirrorAnswer;
    return { status: response.status, headers: response.headers, body };
  };
  const post = (body: Json, request: RequestInit = {}) =>
    call('/predict', { method: 'POST', body: JSON.stringify(body), ...request });
  return { ...server, lines, call, post };
}
