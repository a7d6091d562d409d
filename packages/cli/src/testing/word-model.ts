import { setTimeout as delay } from 'node:timers/promises';
import { defineModel } from '@patchbay/model-kit/define-model.ts';
import type { HttpServer } from '@patchbay/model-kit/http-server.ts';
import { reportFailure } from '@patchbay/model-kit/report-failure.ts';
import { serveModel } from '@patchbay/model-kit/serve-model.ts';

/** A text model for tests: marks the first word; fails or waits where the text asks it to. */
const wordModel = defineModel({
  name: 'word-model',
  description: 'Marks the first word of a text.',
  dataRowTypes: ['text'],
  ontology: { tools: [{ kind: 'entity', name: 'Word' }] },
  parametersSchema: {
    type: 'object',
    properties: { minimum: { type: 'number', minimum: 0, maximum: 1 } },
    additionalProperties: false,
  },
  async predict({ text }, { signal }) {
    const word = /^\p{L}+/u.exec(text)?.[0];
    if (word === undefined) return [];
    if (word === 'Wait') await delay(20_000, undefined, { signal });
    if (word === 'Fail') reportFailure('This text says that it is to fail.');
    return [{ kind: 'entity', class: 'Word', start: 0, end: word.length, confidence: 0.9 }];
  },
});

/** The token that the served model wants. */
export const wordModelToken = 'word-model-token';

export function serveWordModel(): Promise<HttpServer> {
  return serveModel(wordModel, {
    protocols: ['foundry'],
    authentication: { bearer: { token: wordModelToken } },
    drainTimeoutMs: 100,
    log: () => {},
  });
}
