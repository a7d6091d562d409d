import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import { makeExcerpt } from './excerpt.ts';

/** Whether an answer says that it is a stream of events, which no request asks for. */
export function isEventStream(headers: HttpResponse['headers']): boolean {
  return /^\s*text\/event-stream\b/i.test(headers['content-type'] ?? '');
}

/** The problem of an answer that is a stream of events; null where it is none. */
export function findStreamProblem({ headers, body }: HttpResponse): Problem | null {
  if (!isEventStream(headers)) return null;
  const begin = body ? ` It begins: ${makeExcerpt(body)}` : '';
  return {
    code: 'MODEL_RESPONSE_NOT_JSON',
    message: `The server answered with a stream of events (text/event-stream), which it was not asked for. Let it answer whole where a request has no "stream": true.${begin}`,
    details: { contentType: 'text/event-stream' },
  };
}
