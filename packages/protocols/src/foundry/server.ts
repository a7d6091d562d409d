import { andThen, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { HttpResponse } from '../http-message.ts';
import { checkShape } from '../json/check-shape.ts';
import { readRequestJson } from '../json/request-json.ts';
import type { PredictionRequest } from '../prediction-protocol.ts';
import { failureStatus, respondJson } from '../respond.ts';
import { readDescribedRow } from './described-row.ts';
import { readSampleRow } from './sample-row.ts';
import { requestSchema } from './wire.ts';

/** Reads a request on the side of the model server. */
export function decodeRequest(body: string): Outcome<PredictionRequest> {
  return andThen(readRequestJson(body), (json) =>
    andThen(checkShape(requestSchema, json, [], 'INPUT_INVALID'), (request) => {
      const { prompt, data_row: row, inference_params: given } = request;
      if (!row) {
        return andThen(readSampleRow(prompt), ({ input, parameters }) =>
          succeed({ input, parameters: given ?? parameters }),
        );
      }
      return andThen(readDescribedRow(prompt, row), (input) =>
        succeed({ input, parameters: given ?? {} }),
      );
    }),
  );
}

/** Foundry has no form for a failure; this is the most widely read one. */
export function encodeFailure(problem: Problem): HttpResponse {
  return respondJson({ error: problem.message }, failureStatus(problem));
}
