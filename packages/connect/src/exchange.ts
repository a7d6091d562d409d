import type { Json } from '@patchbay/core/json.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';

/** One HTTP request and what came back, without credentials: what may be stored and shown. */
export interface Exchange {
  readonly startedAt: Date;
  /** From resolving the host to the last byte of the answer, or to the failure. */
  readonly latencyMs: number;
  readonly request: RecordedRequest;
  /** The answer, read whole and decoded; null where none arrived or it could not be read. */
  readonly response: HttpResponse | null;
}

/** A request as it was sent, with credentials replaced and the bytes of assets named by a reference. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: Json | null;
}
