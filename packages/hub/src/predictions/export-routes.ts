import { exportFormats, exportInputSchema } from '@patchbay/core/api/item-routes.ts';
import { principalOf } from '../http/authenticate.ts';
import type { PlainRoutes } from '../http/openapi.ts';
import { parseInput } from '../http/parse-input.ts';
import { describeQuery, safeQuery, sendExport } from '../http/send-export.ts';
import type { RunExporter } from './export-run.ts';

/** `GET /runs/{id}/export`: the predictions of a run as a file, streamed. */
export function createExportRoutes(exporter: RunExporter, stallMs?: number): PlainRoutes {
  return {
    register(app) {
      app.get(
        '/api/v1/runs/:id/export',
        { config: { access: 'predictions:read' } },
        async (request, reply) => {
          const input = parseInput(exportInputSchema, request);
          return sendExport(reply, await exporter.open(principalOf(request), input), stallMs);
        },
      );
    },
    paths: { '/runs/{id}/export': { get: describeExport() } },
  };
}

function describeExport() {
  return {
    operationId: 'runs.export',
    summary: 'Export the predictions of a run as a file',
    tags: ['predictions'],
    parameters: [
      {
        name: 'id',
        in: 'path' as const,
        required: true,
        schema: { type: 'string' as const, format: 'uuid' },
      },
      describeQuery('format', 'What to write.', { type: 'string', enum: [...exportFormats] }, true),
      describeQuery('class', 'Only annotations of this class.', { type: 'string' }),
      describeQuery('minimumConfidence', 'Only annotations at least so sure.', {
        type: 'number',
        minimum: 0,
        maximum: 1,
      }),
      safeQuery,
    ],
    responses: {
      200: {
        description:
          'JSON Lines of canonical predictions, CSV with a record for each annotation, COCO results, or their legend.',
        content: {
          'application/x-ndjson': { schema: { type: 'string' as const } },
          'text/csv': { schema: { type: 'string' as const } },
          'application/json': { schema: {} },
        },
      },
    },
  };
}
