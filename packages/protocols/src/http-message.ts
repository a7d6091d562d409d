import type { Json } from '@patchbay/core/json.ts';

/** A request as plain data. `connect` adds the credentials and sends it. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Lower-case names. `content-type: application/json` goes without saying where there is a body. */
  readonly headers?: { readonly [name: string]: string };
  readonly body?: Json;
}

/** An answer as plain data: its body read whole, decoded strictly as UTF-8, without a byte order mark. */
export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}
