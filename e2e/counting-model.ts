import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { HubClient } from '@patchbay/cli/api/client.ts';

/** A text model that repeats each text and keeps a ledger of what it was asked. */
export interface CountingModel {
  readonly url: string;
  /** How often it was asked for each text. */
  readonly calls: ReadonlyMap<string, number>;
  /** The keys with which each text came: one for all its attempts. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
  /** What it was shown as `authorization`. */
  readonly authorizations: ReadonlySet<string>;
  countCalls(): number;
  close(): Promise<void>;
}

/**
 * Starts it; each answer takes so long. `fail` says which calls fail, and with which status; `answer` what
 * it answers instead of the text.
 */
export async function startCountingModel(
  options: {
    latencyMs?: number;
    fail?: (text: string, attempt: number) => number | null;
    answer?: (text: string) => string;
  } = {},
): Promise<CountingModel> {
  const calls = new Map<string, number>();
  const keys = new Map<string, Set<string>>();
  const authorizations = new Set<string>();
  const server = createServer(async (request, response) => {
    const text = findText(await json(request));
    const attempt = (calls.get(text) ?? 0) + 1;
    calls.set(text, attempt);
    authorizations.add(String(request.headers.authorization));
    const key = String(request.headers['idempotency-key']);
    keys.set(text, (keys.get(text) ?? new Set()).add(key));
    if (options.latencyMs) await delay(options.latencyMs);
    const status = options.fail?.(text, attempt) ?? null;
    if (status !== null) return response.writeHead(status).end();
    const echo = options.answer?.(text) ?? text;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ echo }));
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/predict`,
    calls,
    keys,
    authorizations,
    countCalls: () => [...calls.values()].reduce((sum, count) => sum + count, 0),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The text part of a prompt. */
function findText(body: unknown): string {
  const { prompt = [] } = body as { prompt?: { parts: { text?: string }[] }[] };
  return prompt.flatMap(({ parts }) => parts).find(({ text }) => text !== undefined)?.text ?? '';
}

/** Registers the model, imports numbered texts, and starts a run over them. */
export async function startCountedRun(
  client: HubClient,
  model: Pick<CountingModel, 'url'>,
  options: { items: number; limits: object; name?: string; bearerToken?: string },
): Promise<{ runId: string; modelId: string; datasetId: string }> {
  const { items, limits, name = crypto.randomUUID(), bearerToken } = options;
  const registered = await client.models.register({
    name: `Counter ${name}`,
    protocol: 'foundry',
    connection: { url: model.url },
    ontology: { classifications: [{ kind: 'free_text', name: 'echo' }] },
    dataRowTypes: ['text'],
    limits,
    ...(bearerToken && { credentials: { bearer: { token: bearerToken } } }),
  });
  const dataset = await client.datasets.create({ name: `Numbers ${name}` });
  const lines = Array.from({ length: items }, (_, index) => `${name} ${index}`).join('\n');
  const file = { name: 'numbers.txt', content: new Blob([lines]) };
  const { imported } = await client.importFiles(dataset.id, 'text-lines', [file]);
  if (imported !== items) throw new Error(`Only ${imported} texts were imported.`);
  const run = await client.runs.start({ modelId: registered.model.id, datasetId: dataset.id });
  return { runId: run.id, modelId: registered.model.id, datasetId: dataset.id };
}
