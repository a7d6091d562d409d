import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { andThen, combine, fail, type Outcome } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { completeAnswer } from '../answer/complete-answer.ts';
import { limitCount } from '../answer/limit-count.ts';
import { findErrorMessage } from '../error-message.ts';
import type { HttpResponse } from '../http-message.ts';
import { readModelJson } from '../json/model-json.ts';
import { checkObject } from '../json/unknown-fields.ts';
import type { AnsweredRow } from '../model-input.ts';
import type { ModelAnswer, ProtocolContext } from '../prediction-protocol.ts';
import type { V7Connection } from './connection.ts';
import { readResult } from './result.ts';
import { inferResponseSchema } from './wire.ts';

/**
 * Reads an answer. One result that cannot be read fails the whole answer, as it does at V7; `failed`
 * fails it whatever the results are; none means that the model found nothing.
 */
export function decodeResponse(
  response: HttpResponse,
  row: AnsweredRow,
  { ontology }: ProtocolContext<V7Connection>,
): Outcome<ModelAnswer> {
  const read = andThen(readModelJson(response, { allowComments: false }), (body) =>
    andThen(
      checkObject(inferResponseSchema, body, []),
      ({ status, results }): Outcome<Annotation[]> => {
        if (status === 'failed') return reportFailure(body);
        return andThen(limitCount(results ?? [], '/results'), (list) =>
          combine(
            list.map((result, index) => readResult(result, row, ontology, ['results', index])),
          ),
        );
      },
    ),
  );
  return completeAnswer(read);
}

function reportFailure(body: Json): Outcome<never> {
  const words = findErrorMessage(body);
  const message = words
    ? `The model says that it failed: ${words}`
    : 'The model answered with the status "failed" and gave no reason.';
  return fail({ code: 'MODEL_REPORTED_FAILURE', message, details: { pointer: '/status' } });
}
