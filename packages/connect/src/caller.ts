import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { HttpRequest, HttpResponse } from '@patchbay/protocols/http-message.ts';
import { Agent } from 'undici';
import { callEndpoint } from './call-endpoint.ts';
import { downloadFile } from './download-file.ts';
import { createGuardedConnector } from './egress/guarded-connector.ts';
import type { EgressGuard } from './egress-guard.ts';
import type { Exchange } from './exchange.ts';

export interface CallOptions {
  readonly request: HttpRequest;
  readonly credentials: Credentials;
  /** Time limit from resolving the host to the last byte, in milliseconds. */
  readonly timeoutMs: number;
  /** Longest answer that is read, packed and unpacked; 16 MiB where it is left out. */
  readonly maximumResponseBytes?: number;
  /** Headers beside those of the protocol, such as an idempotency key. Lower-case names. */
  readonly headers?: { readonly [name: string]: string };
  /** What the exchange keeps in place of the body, where that carries the bytes of an asset. */
  readonly recordedBody?: Json;
  /** Finds the words of the endpoint in an answer that is not 2xx. */
  readonly readErrorMessage?: (response: HttpResponse) => string | null;
  readonly signal?: AbortSignal;
}

/** How a call ended, and what is kept of it. */
export interface CallResult {
  readonly exchange: Exchange;
  readonly outcome: CallOutcome;
}

export type CallOutcome =
  | { readonly ok: true; readonly response: HttpResponse }
  | {
      readonly ok: false;
      readonly problem: Problem;
      /** How long the endpoint asks us to wait, in milliseconds, at most five minutes. */
      readonly retryAfterMs: number | null;
    };

export interface DownloadOptions {
  readonly url: string;
  readonly maximumBytes: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** A file as a server sent it. The media type is what the server claims. */
export interface Download {
  readonly bytes: Uint8Array;
  readonly mediaType: string | null;
}

/** The only way out of the hub to an address that a user typed. */
export interface Caller {
  /**
   * Sends one request. Whatever the endpoint does is a value; a call never follows a redirect and
   * never tries again. Rejects with the reason of the signal where the caller gave up.
   */
  call(options: CallOptions): Promise<CallResult>;
  /** Fetches a file, such as an image, without credentials. */
  download(options: DownloadOptions): Promise<Outcome<Download>>;
  /** Lets the calls in flight end, then closes all connections. */
  close(): Promise<void>;
}

export interface CallerSettings {
  readonly egress: EgressGuard;
  /** Sent with every call as `patchbay-loop`, so that a hub can refuse calls that it made itself. */
  readonly loopMark?: string;
}

/** Keep-alive connections are kept per origin, one call at a time on each. */
export function createCaller({ egress, loopMark }: CallerSettings): Caller {
  const dispatcher = new Agent({
    connect: createGuardedConnector(egress),
    pipelining: 1,
    // Every call has a time limit over all of it; these two only watch for silence between bytes.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveMaxTimeout: 60_000,
  });
  const ownHeaders = {
    'user-agent': 'patchbay/0.1.0',
    ...(loopMark !== undefined && { 'patchbay-loop': loopMark }),
  };
  const client = { dispatcher, egress, ownHeaders };
  const inFlight = new Set<Promise<unknown>>();

  function track<Value>(work: Promise<Value>): Promise<Value> {
    inFlight.add(work);
    const forget = () => inFlight.delete(work);
    work.then(forget, forget);
    return work;
  }

  return {
    call: (options) => track(callEndpoint(client, options)),
    download: (options) => track(downloadFile(client, options)),
    async close() {
      await Promise.allSettled(inFlight);
      // Not `close`: that would wait for connections that are still being made for nobody.
      await dispatcher.destroy();
    },
  };
}
