import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Dispatcher } from 'undici';
import { collectBytes } from './collect-bytes.ts';
import { mapHeaders } from './map-headers.ts';
import { isEventStream } from './response/event-stream.ts';

/** An answer in the form in which it came: its body whole (of a stream of events, its beginning), and still encoded. */
export interface WireResponse {
  readonly status: number;
  /** Lower-case names; values of a repeated header joined by commas. */
  readonly headers: { readonly [name: string]: string };
  readonly bytes: Uint8Array;
}

/** A server may say this often that it is still working (1xx) before it answers. */
const maximumInformationalResponses = 100;

/** An answer on its way. */
export interface Reception {
  /** What the HTTP client tells of it. */
  readonly handler: Dispatcher.DispatchHandler;
  /** Gives up at once, with a reason: also before there is a socket, which is then not waited for. */
  readonly stop: (reason: unknown) => void;
}

/**
 * Takes an answer straight from the HTTP parser, up to so many bytes. The client's own `request` makes a
 * stream of each body, and nobody here reads one in parts: without it a call takes 16 µs instead of 22.
 */
export function receiveAnswer(
  maximumBytes: number,
  { resolve, reject }: PromiseWithResolvers<WireResponse>,
): Reception {
  const body = collectBytes();
  let controller: Dispatcher.DispatchController | null = null;
  let stopped: Error | null = null;
  let informational = 0;
  let status = 0;
  let headers: WireResponse['headers'] = {};
  let isStream = false;

  function stop(reason: unknown): void {
    reject(reason);
    stopped = reason instanceof Error ? reason : new Error(String(reason));
    controller?.abort(stopped);
  }

  function complete(): void {
    resolve({ status, headers, bytes: body.join() });
  }

  return {
    stop,
    handler: {
      onRequestStart(started) {
        controller = started;
        if (stopped) started.abort(stopped);
      },
      onResponseStart(_, statusCode, sent) {
        if (statusCode < 200) {
          informational += 1;
          if (informational > maximumInformationalResponses) stop(floodError());
          return;
        }
        status = statusCode;
        headers = mapHeaders(sent, joinValues);
        isStream = isEventStream(headers);
      },
      onResponseData(_, piece) {
        if (body.length + piece.length > maximumBytes) return stop(tooLargeError(maximumBytes));
        body.add(piece);
        // A stream of events need never end. How it begins is enough to say what it is.
        if (isStream) {
          complete();
          stop(new Error('It was read as far as it is wanted.'));
        }
      },
      onResponseEnd: complete,
      onResponseError(_, error) {
        reject(error);
      },
    },
  };
}

function joinValues(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : (value ?? '');
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
