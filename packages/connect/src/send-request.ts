import type { Dispatcher } from 'undici';
import type { Deadline } from './deadline.ts';
import type { StreamFollower } from './follow-stream.ts';
import { receiveAnswer, type WireResponse } from './receive-answer.ts';

/** A request in the form in which it goes over the wire. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | null;
}

/**
 * Sends one request and reads its answer whole, as far as the limit allows. The socket of a request
 * that is ended, or whose answer is too long, is destroyed.
 * @throws PatchbayError for what the answer does; whatever the socket throws; the reason of the deadline.
 */
export function sendRequest(
  dispatcher: Dispatcher,
  request: WireRequest,
  maximumBytes: number,
  deadline: Deadline,
  follower?: StreamFollower,
): Promise<WireResponse> {
  deadline.throwIfEnded();
  return new Promise((resolve, reject) => {
    const reception = receiveAnswer(maximumBytes, resolve, reject, follower);
    deadline.onEnd((reason) => reception.stop(reason));
    const { method, url, headers, body } = request;
    const path = `${url.pathname}${url.search}`;
    dispatcher.dispatch({ origin: url.origin, path, method, headers, body }, reception);
  });
}
