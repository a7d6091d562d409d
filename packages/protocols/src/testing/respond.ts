import type { HttpResponse } from '../http-message.ts';

/** An answer of a model server with a body: JSON where it is a value, else the text as it is. */
export function answerWith(body: unknown, contentType = 'application/json'): HttpResponse {
  return {
    status: 200,
    headers: { 'content-type': contentType },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}
