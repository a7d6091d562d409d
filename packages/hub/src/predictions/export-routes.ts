import { Readable } from 'node:stream';
import { exportFormats, exportInputSchema } from '@patchbay/core/api/item-routes.ts';
import { create as contentDisposition } from 'content-disposition';
import { principalOf } from '../http/authenticate.ts';
import type { PlainRoutes } from '../http/openapi.ts';
import { parseInput } from '../http/parse-input.ts';
import type { RunExporter } from './export-run.ts';

/** Whoever takes nothing for so long, and does not go away either, is not waited for any more. */
const patienceMs = 120_000;

/**
 * `GET /runs/{id}/export`: streams the predictions of a run as a file. What breaks off in the middle ends
 * without the end of the answer, so that no client takes it for the whole.
 */
export function createExportRoutes(exporter: RunExporter, stallMs = patienceMs): PlainRoutes {
  return {
    register(app) {
      app.get(
        '/api/v1/runs/:id/export',
        { config: { access: 'predictions:read' } },
        async (request, reply) => {
          const input = parseInput(exportInputSchema, request);
          const { fileName, mediaType, pieces } = await exporter.open(principalOf(request), input);
          reply.raw.setTimeout(stallMs, () => reply.raw.destroy());
          return reply
            .type(mediaType)
            .header('content-disposition', contentDisposition(fileName))
            .send(Readable.from(pieces, { objectMode: false }));
        },
      );
    },
    paths: { '/runs/{id}/export': { get: describeExport() } },
  };
}

function describeExport() {
  const query = (name: string, description: string, schema: object, required = false) => ({
    name,
    in: 'query' as const,
    description,
    required,
    schema,
  });
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
      query('format', 'What to write.', { type: 'string', enum: [...exportFormats] }, true),
      query('class', 'Only annotations of this class.', { type: 'string' }),
      query('minimumConfidence', 'Only annotations at least so sure.', {
        type: 'number',
        minimum: 0,
        maximum: 1,
      }),
      query(
        'safe',
        'CSV for spreadsheets: no cell is taken for a formula. Without it CSV is raw.',
        {
          type: 'string',
          enum: ['1', 'true', '0', 'false'],
        },
      ),
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
