import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { writeEvent } from '../event-stream.ts';
import type { HttpResponse } from '../http-message.ts';

/**
 * Writes an answer as the stream that a client asked for: a chunk with the role, one with the words, one
 * with the reason of the end; then the usage, if the client wanted it and the answer has one, in a
 * chunk without choices; then `[DONE]`. An answer that is a failure stays as it is, with its status.
 */
export function encodeStream(
  response: HttpResponse,
  { includeUsage }: { readonly includeUsage: boolean },
): HttpResponse {
  if (response.status !== 200) return response;
  const completion: Json = JSON.parse(response.body);
  const { choices, usage, ...head } = isJsonObject(completion) ? completion : {};
  const base = { ...head, object: 'chat.completion.chunk' };
  const deltas = (Array.isArray(choices) ? choices : []).filter(isJsonObject).flatMap(writeDeltas);
  const chunks: Json[] = deltas.map((choice) => ({ ...base, choices: [choice] }));
  if (includeUsage && usage) chunks.push({ ...base, choices: [], usage });
  const events = [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map(writeEvent);
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
    body: events.join(''),
  };
}

/** The choice of a whole answer as the pieces of a stream. Tool calls are numbered, as clients want it. */
function writeDeltas({
  index = 0,
  message,
  finish_reason: reason = null,
}: {
  [field: string]: Json;
}) {
  const { role = 'assistant', tool_calls: calls, ...words } = isJsonObject(message) ? message : {};
  const deltas: Json[] = [typeof words.content === 'string' ? { role, content: '' } : { role }];
  if (Object.values(words).some((value) => value !== null)) deltas.push(words);
  if (Array.isArray(calls)) {
    const numbered = calls.filter(isJsonObject).map((call, at) => ({ index: at, ...call }));
    deltas.push({ tool_calls: numbered });
  }
  return [
    ...deltas.map((delta) => ({ index, delta, finish_reason: null })),
    { index, delta: {}, finish_reason: reason },
  ];
}
