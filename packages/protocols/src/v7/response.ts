import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import type * as z from 'zod';
import { completeAnswer } from '../answer/complete-answer.ts';
import { limitCount } from '../answer/limit-count.ts';
import { findErrorMessage } from '../error-message.ts';
import type { HttpResponse } from '../http-message.ts';
import { readModelJson } from '../json/model-json.ts';
import { checkObject } from '../json/unknown-fields.ts';
import type { AnsweredRow } from '../model-input.ts';
import type { ModelAnswer, ProtocolContext } from '../prediction-protocol.ts';
import type { V7Connection } from './connection.ts';
import { countFields, readPlainBox } from './plain-box.ts';
import { type ResultContext, readResult } from './result.ts';
import { inferResponseSchema } from './wire.ts';

/**
 * Reads an answer. Read strictly, one result that cannot be read fails the whole answer, as it does at
 * V7; read leniently, it is left out with a warning. `failed` fails the answer whatever its results are;
 * no results mean that the model found nothing.
 */
export function decodeResponse(
  response: HttpResponse,
  row: AnsweredRow,
  { ontology, connection: { reading } }: ProtocolContext<V7Connection>,
): Outcome<ModelAnswer> {
  const json = readModelJson(response, {
    allowComments: false,
    requireContentType: reading === 'strict',
  });
  const read = andThen(json, (body) =>
    andThen(readEnvelope(body), ({ status, results }): Outcome<Annotation[]> => {
      if (status === 'failed') return reportFailure(body);
      if (results === null && reading === 'strict') return refuseNullResults();
      return andThen(limitCount(results ?? [], '/results'), (list) =>
        readResults(list, { row, ontology, reading }),
      );
    }),
  );
  return andThen(completeAnswer(read), (answer) => succeed({ ...answer, reading }));
}

type Envelope = z.infer<typeof inferResponseSchema>;

/** What an answer says of the whole; nearly all have just these two fields, and no schema is asked. */
function readEnvelope(body: Json): Outcome<Envelope> {
  if (!isJsonObject(body) || countFields(body) !== 2)
    return checkObject(inferResponseSchema, body, []);
  const { status, results } = body;
  return status === 'succeeded' && Array.isArray(results)
    ? succeed({ status, results })
    : checkObject(inferResponseSchema, body, []);
}

function readResults(list: readonly Json[], context: ResultContext): Outcome<Annotation[]> {
  const boxes = readPlainBoxes(list, context);
  if (boxes) return succeed(boxes);
  const results = list.map((result, index) => {
    const box = readPlainBox(result, context);
    return box ? succeed(box) : readResult(result, context, ['results', index]);
  });
  return context.reading === 'strict' ? combine(results) : salvage(results);
}

/** Reads results that are plain boxes, one and all; null where one of them is not. */
function readPlainBoxes(list: readonly Json[], context: ResultContext): Annotation[] | null {
  const boxes: Annotation[] = [];
  for (const result of list) {
    const box = readPlainBox(result, context);
    if (!box) return null;
    boxes.push(box);
  }
  return boxes;
}

/** Keeps what can be read. Where nothing of it can, the answer fails: an empty one would say "found nothing". */
function salvage(results: readonly Outcome<Annotation>[]): Outcome<Annotation[]> {
  const annotations: Annotation[] = [];
  const warnings: Warning[] = [];
  for (const [index, result] of results.entries()) {
    if (result.ok) annotations.push(result.value);
    warnings.push(...(result.ok ? result.warnings : [describeDropped(result.problem, index)]));
  }
  const [first] = results;
  return annotations.length === 0 && first && !first.ok ? first : succeed(annotations, warnings);
}

function describeDropped({ message, details }: Problem, index: number): Warning {
  const pointer = details?.pointer ?? toJsonPointer(['results', index]);
  return {
    code: 'RESULT_DROPPED',
    message: `A result was left out. ${message}`,
    pointer: String(pointer),
  };
}

function refuseNullResults(): Outcome<never> {
  const message =
    'At /results there is null; the published schema wants a list, or nothing at all.';
  return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer: '/results' } });
}

function reportFailure(body: Json): Outcome<never> {
  const words = findErrorMessage(body);
  const message = words
    ? `The model says that it failed: ${words}`
    : 'The model answered with the status "failed" and gave no reason.';
  return fail({ code: 'MODEL_REPORTED_FAILURE', message, details: { pointer: '/status' } });
}
