import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { Agent } from 'undici';
import { type CallOptions, type CallResult, callEndpoint } from './call-endpoint.ts';
import { type AnswerDecoder, createAnswerDecoder } from './decode/answer-decoder.ts';
import { type Download, type DownloadOptions, downloadFile } from './download-file.ts';
import { createGuardedConnector } from './egress/guarded-connector.ts';
import type { EgressGuard } from './egress-guard.ts';
import { createRecipients } from './recipient.ts';
import { countUnderWay } from './under-way.ts';

/** The only way out of the hub to an address that a user typed. */
export interface Caller {
  /**
   * Sends one request. Whatever the endpoint does is a value; a call never follows a redirect and
   * never tries again. Rejects with the reason of the signal where the caller gave up.
   */
  call(options: CallOptions): Promise<CallResult>;
  /** Fetches a file, such as an image, without credentials. */
  download(options: DownloadOptions): Promise<Outcome<Download>>;
  /** Reads what was answered. */
  readonly decoder: AnswerDecoder;
  /** Lets the calls in flight end, then closes all connections and ends the decoder's threads. */
  close(): Promise<void>;
}

export interface CallerSettings {
  readonly egress: EgressGuard;
  /** Sent with every call as `patchbay-loop`, so that a hub can refuse calls that it made itself. */
  readonly loopMark?: string;
}

/** Keep-alive connections are kept per origin, one call at a time on each. */
export function createCaller({ egress, loopMark }: CallerSettings): Caller {
  const settings = {
    connect: createGuardedConnector(egress),
    // Every call has a time limit over all of it; these two only watch for silence between bytes.
    headersTimeout: 0,
    bodyTimeout: 0,
    // A server that says so is believed for a minute. Where none does, a connection is kept for four seconds.
    keepAliveMaxTimeout: 60_000,
  };
  const dispatcher = new Agent({ ...settings, pipelining: 1 });
  const freshDispatcher = new Agent({ ...settings, pipelining: 0 });
  const ownHeaders = {
    'user-agent': 'patchbay/0.1.0',
    ...(loopMark !== undefined && { 'patchbay-loop': loopMark }),
  };
  const findRecipient = createRecipients(ownHeaders);
  const underWay = countUnderWay();
  const client = { dispatcher, freshDispatcher, egress, ownHeaders, findRecipient, underWay };
  const decoder = createAnswerDecoder();
  return {
    call: (options) => callEndpoint(client, options),
    download: (options) => downloadFile(client, options),
    decoder,
    async close() {
      await underWay.allEnded();
      // Not `close`: that would wait for connections that are still being made for nobody.
      await Promise.all([dispatcher.destroy(), freshDispatcher.destroy()]);
      await decoder.close();
    },
  };
}
