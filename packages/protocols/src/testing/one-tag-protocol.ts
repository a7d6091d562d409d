import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { endpointUrlSchema } from '@patchbay/core/model/endpoint-url.ts';
import * as z from 'zod';
import { readClassName } from '../answer/class-name.ts';
import { completeAnswer } from '../answer/complete-answer.ts';
import { readErrorMessage } from '../error-message.ts';
import { checkShape } from '../json/check-shape.ts';
import { readModelJson } from '../json/model-json.ts';
import { readRequestJson } from '../json/request-json.ts';
import type { PredictionProtocol } from '../prediction-protocol.ts';
import { failureStatus, respondJson } from '../respond.ts';

const requestSchema = z.object({ review: z.string() });
const answerSchema = z.object({ mood: z.string().nullable() });

/** A made-up contract: post `{"review": "…"}`, be answered `{"mood": "happy"}` or `{"mood": null}`. */
export const oneTagProtocol: PredictionProtocol = {
  id: 'one-tag',
  title: 'One tag',
  description: 'Posts a review and is answered with its mood.',
  documentationUrl: 'https://mood.example.com/docs',
  dataRowTypes: ['text'],
  annotationKinds: ['tag'],
  annotationDetails: [],
  authentication: ['bearer'],
  defaultTimeoutMs: 30_000,
  connectionSchema: z.strictObject({ url: endpointUrlSchema.meta({ title: 'Endpoint' }) }),

  encodeRequest(input, { connection }) {
    if (input.type === 'text') {
      return succeed({ method: 'POST', url: connection.url, body: { review: input.text } });
    }
    const message = 'This contract sends texts; an image cannot be sent.';
    return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
  },

  decodeResponse(response, _row, { ontology }) {
    const tags = andThen(readModelJson(response, { allowComments: false }), (body) =>
      andThen(checkShape(answerSchema, body), ({ mood }): Outcome<Annotation[]> => {
        if (mood === null) return succeed([]);
        return andThen(readClassName(mood, 'tag', ontology, '/mood'), (name) =>
          succeed([{ kind: 'tag', ...name, confidence: null }]),
        );
      }),
    );
    return completeAnswer(tags);
  },

  readErrorMessage,

  server: {
    predictPath: '/mood',
    decodeRequest: (body) =>
      andThen(readRequestJson(body), (json) =>
        andThen(checkShape(requestSchema, json, [], 'INPUT_INVALID'), ({ review }) =>
          succeed({ input: { type: 'text', text: review }, parameters: {} }),
        ),
      ),
    encodeResponse: ({ annotations: [tag] }) => respondJson({ mood: tag?.class ?? null }),
    encodeFailure: (problem) => respondJson({ error: problem.message }, failureStatus(problem)),
  },
};
