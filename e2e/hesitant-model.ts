import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A model of the protocol `foundry` that stops in the middle until it is told to go on. */
export interface HesitantModel {
  readonly url: string;
  /** Answers the calls that wait, and all further ones. */
  goOn(): void;
  close(): Promise<void>;
}

/**
 * Starts a model that answers some calls, then keeps all others waiting. Every third input is
 * answered with a page of HTML when it is sent for the first time, and well the next time.
 */
export async function startHesitantModel(answeredAtOnce: number): Promise<HesitantModel> {
  const seen = new Set<string>();
  const toldToGoOn = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    const input = await text(request);
    const isFirstTime = !seen.has(input);
    seen.add(input);
    const isThird = isFirstTime && seen.size % 3 === 0;
    if (seen.size > answeredAtOnce) await toldToGoOn.promise;
    if (isThird) response.setHeader('content-type', 'text/html').end('<h1>Warming up</h1>');
    else response.setHeader('content-type', 'application/json').end('{"answer": "yes"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    goOn: () => toldToGoOn.resolve(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
