import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { createEventStreamParser } from '@patchbay/protocols/event-stream.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import { readJsonText } from '@patchbay/protocols/json/model-json.ts';
import type { Exchange } from './exchange.ts';
import type { Redact } from './redact.ts';
import { isEventStream } from './response/event-stream.ts';

/**
 * Spelled word by word, a secret stands in no line of an answer as a whole: whatever field of its events or
 * parts it is spelled in, and whether or not the answer could be read, then none of it is kept.
 */
export function hideSpelled(exchange: Exchange, redact: Redact): Exchange {
  const { response } = exchange;
  if (!response) return exchange;
  const spelled = joinFields(response, redact).some((words) => redact(words) !== words);
  if (!spelled) return exchange;
  const body = '[The answer repeats the credentials of the model; it is not shown.]';
  return { ...exchange, response: { ...response, body } };
}

/** What each field says in all events and members together, without the secrets that stand there as a whole. */
function joinFields({ headers, body }: HttpResponse, redact: Redact): string[] {
  const fields = new Map<string, string[]>();

  function add(value: Json, path: string): void {
    if (typeof value === 'string') {
      const words = fields.get(path) ?? [];
      fields.set(path, words);
      words.push(redact(value));
    } else if (Array.isArray(value)) {
      // Of members that are numbered, those of the same number go on; others go on from one to the next.
      for (const member of value) add(member, `${path}/${numberOf(member)}`);
    } else if (isJsonObject(value)) {
      for (const [key, member] of Object.entries(value)) add(member, `${path}/${key}`);
    }
  }

  for (const text of isEventStream(headers) ? readEvents(body) : [body]) {
    const json = readJsonText(text, { allowComments: true });
    add(json.ok ? json.value : text, '');
  }
  return [...fields.values()].map((words) => words.join(''));
}

function numberOf(member: Json): number | '' {
  return isJsonObject(member) && typeof member.index === 'number' ? member.index : '';
}

function readEvents(body: string): string[] {
  const parser = createEventStreamParser();
  return [...parser.push(body), ...parser.end()];
}
