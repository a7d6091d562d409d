import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { createEventStreamParser } from '@patchbay/protocols/event-stream.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import { readJsonText } from '@patchbay/protocols/json/model-json.ts';
import type { Exchange } from './exchange.ts';
import type { Redact } from './redact.ts';
import { isEventStream } from './response/event-stream.ts';

/**
 * Spelled word by word, or with letters that are escaped, a secret stands in no line of an answer as a whole:
 * whatever field of its events or parts it is spelled in, and whether or not the answer could be read, then none of
 * it is kept.
 */
export function hideSpelled(exchange: Exchange, redact: Redact): Exchange {
  const { response } = exchange;
  if (!response) return exchange;
  const texts = [showLetters(response.body), ...joinFields(response)];
  if (texts.every((text) => redact(text) === text)) return exchange;
  return hideAnswer(exchange);
}

/** The exchange without the body of the answer. */
export function hideAnswer(exchange: Exchange): Exchange {
  const { response } = exchange;
  const body = '[The answer repeats the credentials of the model; it is not shown.]';
  return { ...exchange, response: response && { ...response, body } };
}

/** A letter or digit that is escaped in JSON, also in JSON in JSON: nobody need do it, and it hides a word. */
const escapedLetter = /\\{1,8}u00(3\d|[46][1-9a-f]|5[\da]|7[\da])/i;
const escapedLetters = new RegExp(escapedLetter, 'gi');

/** Whether a body may have words in it that are not found in it letter by letter. */
export function escapesLetters(body: string): boolean {
  return escapedLetter.test(body);
}

/** Words about an answer, which may quote it as it came. */
export function createQuoteRedactor(redact: Redact): (text: string) => string {
  return (text) => {
    const shown = showLetters(text);
    const clean = redact(shown);
    return clean === shown ? text : clean;
  };
}

function showLetters(body: string): string {
  return body.replace(escapedLetters, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** What each field says in all events and members together. */
function joinFields({ headers, body }: HttpResponse): string[] {
  const fields = new Map<string, string[]>();

  function add(value: Json, path: string): void {
    if (typeof value === 'string') {
      const words = fields.get(path) ?? [];
      fields.set(path, words);
      words.push(value);
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
