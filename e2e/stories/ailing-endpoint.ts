import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * What an input meets: `busy` is answered with 503 once, `held` waits until the endpoint is told to go on, `unwell` is
 * answered with a page of HTML until the endpoint is mended, and `refused` is never answered by the model.
 */
export type Ailment = 'busy' | 'held' | 'unwell' | 'refused';

/** A server before a model that passes its requests on, or does not. */
export interface AilingEndpoint {
  readonly url: string;
  /** The next inputs that it has not seen yet meet these, each the next of them. */
  fallIll(ailments: readonly Ailment[]): void;
  /** Answers what was held. */
  goOn(): void;
  /** Answers well what it was unwell for. */
  mend(): void;
  close(): Promise<void>;
}

/** Starts a server that passes on what it is asked to the model at this address. */
export async function startAilingEndpoint(modelUrl: string): Promise<AilingEndpoint> {
  const met = new Map<string, Ailment | null>();
  const coming: Ailment[] = [];
  const held = Promise.withResolvers<void>();
  let isMended = false;

  /** Whether the request was answered here. */
  async function answerIll(input: string, response: ServerResponse): Promise<boolean> {
    const known = met.get(input);
    const ailment = known === undefined ? (coming.shift() ?? null) : known;
    met.set(input, ailment === 'busy' ? null : ailment);
    if (ailment === 'held') await held.promise;
    if (ailment === 'busy') response.writeHead(503, { 'retry-after': '0' }).end();
    else if (ailment === 'unwell' && !isMended) {
      response.setHeader('content-type', 'text/html').end('<h1>Restarting</h1>');
    } else if (ailment === 'refused') {
      response.setHeader('content-type', 'application/json').end('{"status": "failed"}');
    }
    return response.writableEnded;
  }

  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const isInput = request.url === '/infer';
    if (isInput && (await answerIll(body.toString('latin1'), response))) return;
    await passOn(`${modelUrl}${request.url}`, request, body, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    fallIll: (ailments) => void coming.push(...ailments),
    goOn: () => held.resolve(),
    mend() {
      isMended = true;
    },
    async close() {
      held.resolve();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Asks the model the same, and answers as it does. */
async function passOn(
  url: string,
  { method = 'GET', headers: { authorization, 'content-type': type } }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const headers = {
    ...(authorization !== undefined && { authorization }),
    ...(type !== undefined && { 'content-type': type }),
  };
  const answer = await fetch(url, {
    method,
    headers,
    ...(method === 'POST' && { body: new Uint8Array(body) }),
  });
  response
    .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    .end(await answer.text());
}
