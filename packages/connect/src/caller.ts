import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { createAgents } from './agents.ts';
import { type CallOptions, type CallResult, callEndpoint } from './call-endpoint.ts';
import { type AnswerDecoder, createAnswerDecoder } from './decode/answer-decoder.ts';
import { type Download, type DownloadOptions, downloadFile } from './download-file.ts';
import type { EgressGuard } from './egress-guard.ts';
import type { HttpClient } from './http-client.ts';
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
  const agents = createAgents(egress);
  const ownHeaders = {
    'user-agent': 'patchbay/0.1.0',
    ...(loopMark !== undefined && { 'patchbay-loop': loopMark }),
  };
  const findRecipient = createRecipients(ownHeaders);
  const underWay = countUnderWay();
  const client: HttpClient = { ...agents.usual, egress, ownHeaders, findRecipient, underWay };
  const decoder = createAnswerDecoder();

  function clientOf({ credentials: { authority } }: CallOptions): HttpClient {
    return authority === undefined ? client : { ...client, ...agents.findOwn(authority) };
  }

  return {
    call: (options) => callEndpoint(clientOf(options), options),
    download: (options) => downloadFile(client, options),
    decoder,
    async close() {
      await underWay.allEnded();
      // Not `close`: that would wait for connections that are still being made for nobody.
      await agents.destroy();
      await decoder.close();
    },
  };
}
