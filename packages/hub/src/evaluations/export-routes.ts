import {
  evaluationExportFormats,
  evaluationExportSchema,
} from '@patchbay/core/api/evaluation-routes.ts';
import { principalOf } from '../http/authenticate.ts';
import type { PlainRoutes } from '../http/openapi.ts';
import { parseInput } from '../http/parse-input.ts';
import { describeQuery, safeQuery, sendExport } from '../http/send-export.ts';
import type { EvaluationExporter } from './export-evaluation.ts';

/** `GET /evaluations/{id}/export`: every answer to every prompt with what was said of it, streamed. */
export function createEvaluationExportRoutes(exporter: EvaluationExporter): PlainRoutes {
  return {
    register(app) {
      app.get(
        '/api/v1/evaluations/:id/export',
        { config: { access: 'evaluations:read' } },
        async (request, reply) => {
          const input = parseInput(evaluationExportSchema, request);
          return sendExport(reply, await exporter.open(principalOf(request).organisationId, input));
        },
      );
    },
    paths: { '/evaluations/{id}/export': { get: describeExport() } },
  };
}

function describeExport() {
  return {
    operationId: 'evaluations.export',
    summary: 'Export an evaluation: a record for the answer of each candidate to each prompt',
    tags: ['evaluations'],
    parameters: [
      {
        name: 'id',
        in: 'path' as const,
        required: true,
        schema: { type: 'string' as const, format: 'uuid' },
      },
      describeQuery(
        'format',
        'What to write.',
        { type: 'string', enum: [...evaluationExportFormats] },
        true,
      ),
      safeQuery,
    ],
    responses: {
      200: {
        description: 'JSON Lines or CSV, with a record for each answer.',
        content: {
          'application/x-ndjson': { schema: { type: 'string' as const } },
          'text/csv': { schema: { type: 'string' as const } },
        },
      },
    },
  };
}
