import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { createAgents } from './agents.ts';
import { type CallOptions, type CallResult, callEndpoint } from './call-endpoint.ts';
import { type AnswerDecoder, createAnswerDecoder } from './decode/answer-decoder.ts';
import { type Download, type DownloadOptions, downloadFile } from './download-file.ts';
import type { EgressGuard } from './egress-guard.ts';
import type { HttpClient } from './http-client.ts';
import { createRecipients, loopHeader } from './recipient.ts';
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
  /** Judges an address that is about to be saved: what it says, and what its name stands for now. */
  judge(url: string): Promise<Outcome<URL>>;
  /** Reads what was answered. */
  readonly decoder: AnswerDecoder;
  /**
   * Takes other allowances in place of those from before. Calls that are under way end; no other is sent over
   * a connection that was opened before, so that each address is judged anew.
   * @throws PatchbayError INPUT_INVALID where an entry cannot be read
   */
  allowOnly(allowances: readonly string[]): void;
  /** Lets the calls in flight end, then closes all connections, and ends the threads of its own decoder. */
  close(): Promise<void>;
}

export interface CallerSettings {
  readonly egress: EgressGuard;
  /** Sent with every call as `patchbay-loop`, so that a hub can refuse calls that it made itself. */
  readonly loopMark?: string;
  /** Shared with other callers, and closed by who made it; one of its own where it is left out. */
  readonly decoder?: AnswerDecoder;
}

/** Keep-alive connections are kept per origin, one call at a time on each. */
export function createCaller({ egress, loopMark, decoder: shared }: CallerSettings): Caller {
  const agents = createAgents(egress);
  const ownHeaders = {
    'user-agent': 'patchbay/0.1.0',
    ...(loopMark !== undefined && { [loopHeader]: loopMark }),
  };
  const findRecipient = createRecipients(ownHeaders);
  const underWay = countUnderWay();
  const decoder = shared ?? createAnswerDecoder();
  let client = openClient();

  function openClient(): HttpClient {
    return { ...agents.findUsual(), egress, ownHeaders, findRecipient, underWay };
  }

  function clientOf({ credentials: { authority } }: CallOptions): HttpClient {
    return authority === undefined ? client : { ...client, ...agents.findOwn(authority) };
  }

  return {
    call: (options) => callEndpoint(clientOf(options), options),
    download: (options) => downloadFile(client, options),
    judge: egress.judgeForSaving,
    decoder,
    allowOnly(allowances) {
      egress.allowOnly(allowances);
      agents.renew();
      client = openClient();
    },
    async close() {
      await underWay.allEnded();
      // Not `close`: that would wait for connections that are still being made for nobody.
      await agents.destroy();
      if (!shared) await decoder.close();
    },
  };
}
