import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A model of the protocol `foundry` that answers as many inputs as it is told to, then stops. */
export interface HesitantModel {
  readonly url: string;
  /** Answers inputs until so many have been answered in all; the others wait. */
  answerUpTo(count: number): void;
  close(): Promise<void>;
}

/**
 * Starts a model that keeps every call waiting until it is told to answer. Every third input is
 * answered with a page of HTML when it is sent for the first time, and well the next time.
 */
export async function startHesitantModel(): Promise<HesitantModel> {
  const seen = new Set<string>();
  const waiting: { readonly turn: number; answer(): void }[] = [];
  let lastTurn = 0;
  const server = createServer(async (request, response) => {
    const input = await text(request);
    const isFirstTime = !seen.has(input);
    const turn = seen.add(input).size;
    if (isFirstTime && turn > lastTurn) {
      await new Promise<void>((answer) => waiting.push({ turn, answer }));
    }
    const isBad = isFirstTime && turn % 3 === 0;
    if (isBad) response.setHeader('content-type', 'text/html').end('<h1>Warming up</h1>');
    else response.setHeader('content-type', 'application/json').end('{"answer": "yes"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answerUpTo(count) {
      lastTurn = count;
      for (const { turn, answer } of waiting) if (turn <= count) answer();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
