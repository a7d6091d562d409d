import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Dispatcher } from 'undici';
import { rejectOnAbort } from './deadline.ts';
import { isEventStream } from './response/event-stream.ts';

/** A request in the form in which it goes over the wire. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | null;
}

/** An answer in the form in which it came: its body whole (of a stream of events, its beginning), and still encoded. */
export interface WireResponse {
  readonly status: number;
  /** Lower-case names; values of a repeated header joined by commas. */
  readonly headers: { readonly [name: string]: string };
  readonly bytes: Uint8Array;
}

/** A server may say this often that it is still working (1xx) before it answers. */
const maximumInformationalResponses = 100;

/**
 * Sends one request and reads its answer whole, as far as the limit allows. The socket of a request
 * that is aborted, or whose answer is too long, is destroyed.
 * @throws PatchbayError for what the answer does; whatever the socket throws; the signal's reason.
 */
export async function sendRequest(
  dispatcher: Dispatcher,
  request: WireRequest,
  maximumBytes: number,
  signal: AbortSignal,
): Promise<WireResponse> {
  signal.throwIfAborted();
  const flood = new AbortController();
  let informational = 0;
  // The client does not look at the signal before it has a socket, so a race does.
  const response = await rejectOnAbort(
    signal,
    dispatcher.request({
      origin: request.url.origin,
      path: `${request.url.pathname}${request.url.search}`,
      method: request.method,
      headers: { ...request.headers },
      body: request.body,
      signal: AbortSignal.any([signal, flood.signal]),
      onInfo() {
        informational += 1;
        if (informational > maximumInformationalResponses) flood.abort(floodError());
      },
    }),
  );
  const headers = flattenHeaders(response.headers);
  // A stream of events need never end. How it begins is enough to say what it is.
  const limits = { maximumBytes, onlyBegin: isEventStream(headers) };
  return { status: response.statusCode, headers, bytes: await readBounded(response.body, limits) };
}

async function readBounded(
  body: AsyncIterable<Uint8Array>,
  { maximumBytes, onlyBegin }: { maximumBytes: number; onlyBegin: boolean },
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop destroys the stream, and with it the socket.
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maximumBytes) throw tooLargeError(maximumBytes);
    chunks.push(chunk);
    if (onlyBegin) break;
  }
  return Buffer.concat(chunks, length);
}

function flattenHeaders(
  headers: Record<string, string | string[] | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function tooLargeError(maximumBytes: number): PatchbayError {
  return new PatchbayError({
    code: 'MODEL_RESPONSE_TOO_LARGE',
    message: `The answer is longer than ${maximumBytes} bytes, which is the limit. Reading was stopped there.`,
    details: { maximumBytes },
  });
}

function floodError(): PatchbayError {
  return new PatchbayError({
    code: 'MODEL_RESPONSE_INVALID',
    message: `The server sent more than ${maximumInformationalResponses} interim answers (1xx) and no final one.`,
  });
}
