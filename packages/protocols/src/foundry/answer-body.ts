import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { listFeatures, type Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { HttpResponse } from '../http-message.ts';
import { readEmbeddedJson } from '../json/embedded-json.ts';
import { findUnfitValue } from '../json/find-unfit-value.ts';
import { explainNonJson, readModelJson } from '../json/model-json.ts';
import { namesFeature } from './non-answer.ts';

/**
 * Reads the body of an answer: JSON with comments and trailing commas at need, JSON inside a string or
 * a code fence, or words. Words are given back as a string; what begins like JSON has to be JSON, but for
 * words where the ontology asks for nothing else.
 */
export function readAnswerBody(response: HttpResponse, ontology: Ontology): Outcome<Json> {
  const body = response.body.trim();
  if (!looksLikeJson(body) && explainNonJson(body) === null) return readWords(body, ontology);
  return andThen(readModelJson(response, { allowComments: true }), (json) =>
    typeof json === 'string' ? readString(json, ontology) : succeed(json),
  );
}

/** An object that stands in a string is taken out of it. */
function readString(text: string, ontology: Ontology): Outcome<Json> {
  return andThen(readWords(text, ontology), (json): Outcome<Json> => {
    if (typeof json === 'string') return succeed(json);
    const message = 'The JSON stood in a string; it was taken out.';
    const unwrapped: Warning = { code: 'JSON_UNWRAPPED', message, pointer: '' };
    return succeed(json, [unwrapped]);
  });
}

/** An object that words consist of, or that stands in a code fence among them, is taken for the answer. */
function readWords(text: string, ontology: Ontology): Outcome<Json> {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') && !fencedObject.test(trimmed)) return keepWords(text);
  const read = readEmbeddedJson(trimmed, '');
  if (!asksForWordsAlone(ontology)) return read.ok ? read : explainWords(read);
  return read.ok && isMeant(read.value, trimmed, ontology) ? read : keepWords(text);
}

/** A code fence with the begin of an object in it. */
const fencedObject = /```(?:\w*[ \t]*|[^\n`]*\n\s*)\{/;

/** Whether an object is the answer where words are asked for, which may quote an object as well. */
function isMeant(json: Json, text: string, ontology: Ontology): boolean {
  const isWhole = text.startsWith('{') || (text.startsWith('```') && text.endsWith('```'));
  const isNamed =
    isJsonObject(json) && Object.keys(json).some((key) => namesFeature(key, ontology));
  return isWhole || isNamed;
}

function asksForWordsAlone(ontology: Ontology): boolean {
  const [only, another] = listFeatures(ontology);
  return only?.kind === 'free_text' && another === undefined;
}

function explainWords({ problem }: Outcome<Json> & { ok: false }): Outcome<Json> {
  const hint = 'What begins like JSON, or like JSON in a code fence, is not taken for words.';
  return fail({ ...problem, message: `${problem.message} ${hint}` });
}

/** Words are kept as they came, if they can be kept at all. */
function keepWords(text: string): Outcome<Json> {
  const unfit = findUnfitValue(text);
  if (!unfit) return succeed(text);
  return fail({
    code: 'MODEL_RESPONSE_INVALID',
    message: `The answer is words, and ${unfit.reason}.`,
    details: { pointer: unfit.pointer },
  });
}

function looksLikeJson(body: string): boolean {
  return /^(?:[{["']|\/\/|\/\*|(?:true|false|null|-?\d[\d.eE+-]*|-?NaN|-?Infinity)\s*$)/.test(body);
}
