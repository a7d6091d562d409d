import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type { Deviation, ProtocolConformance } from '../conformance.ts';
import type { HttpResponse } from '../http-message.ts';
import { excerptOf } from '../json/excerpt.ts';
import { parseJson } from '../json/parse-json.ts';

/** What a check must know of chat completions beyond what is read. */
export const openAiChatConformance: ProtocolConformance = { findDeviations };

const isWords = (value: Json | undefined) => typeof value === 'string' && value !== '';
const isCount = (value: Json | undefined) => Number.isInteger(value) && Number(value) >= 0;

/** Fields around the answer that clients of OpenAI rely on, and what they must be; `usage` may be left out. */
const envelope: readonly (readonly [
  pointer: string,
  wanted: string,
  fits: (value: Json | undefined) => boolean,
])[] = [
  ['/id', 'a string', isWords],
  ['/object', '"chat.completion"', (value) => value === 'chat.completion'],
  ['/created', 'a time in whole seconds', isCount],
  ['/model', 'the name of the model', isWords],
  ['/choices/0/index', '0', (value) => value === 0],
  ['/choices/0/finish_reason', '"stop", "length" or another reason', isWords],
  ['/choices/0/message/role', '"assistant"', (value) => value === 'assistant'],
  ['/usage/prompt_tokens', 'a count of tokens', isCount],
  ['/usage/completion_tokens', 'a count of tokens', isCount],
  ['/usage/total_tokens', 'a count of tokens', isCount],
];

function findDeviations(response: HttpResponse): Deviation[] {
  const parsed = parseJson(response.body, { allowComments: true });
  if (!parsed.ok || !isJsonObject(parsed.value) || !Array.isArray(parsed.value.choices)) return [];
  const body = parsed.value;
  return envelope.flatMap(([pointer, wanted, fits]): Deviation[] => {
    const value = valueAt(body, pointer);
    if (fits(value) || isLeftOut(pointer, body)) return [];
    const found = value === undefined ? 'missing' : excerptOf(value);
    const message = `${pointer} is ${found}; ${wanted} was wanted.`;
    return [{ rule: 'shape-envelope', message, pointer }];
  });
}

/** Usage may be left out; the legacy completions have a text in place of a message. */
function isLeftOut(pointer: string, body: { readonly [field: string]: Json }): boolean {
  if (pointer.startsWith('/usage/')) return (body.usage ?? null) === null;
  const isLegacy = typeof valueAt(body, '/choices/0/text') === 'string';
  return isLegacy && (pointer === '/object' || pointer === '/choices/0/message/role');
}

function valueAt(body: Json, pointer: string): Json | undefined {
  let value: Json | undefined = body;
  for (const name of pointer.split('/').slice(1)) {
    if (Array.isArray(value)) value = value[Number(name)];
    else value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}
