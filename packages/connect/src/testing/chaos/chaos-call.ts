import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** One call that reached the chaos endpoint. */
export interface ChaosCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Below the response, for saying what no HTTP server would say. */
  readonly socket: Socket;
  readonly body: string;
  /** The query of the address, which says how the fault shows itself. */
  readonly parameters: URLSearchParams;
  /** Names the item: the `idempotency-key`, or the hash of the body where there is none. */
  readonly key: string;
  /** How often this address was called for this key, this time included. */
  readonly attempt: number;
  /** How many calls came over this connection, this one included. */
  readonly onConnection: number;
}

/** Repeats something every few milliseconds as long as the caller is there. */
export function drip({ socket }: ChaosCall, everyMs: number, write: () => void): void {
  const timer = setInterval(write, everyMs);
  socket.once('close', () => clearInterval(timer));
}
