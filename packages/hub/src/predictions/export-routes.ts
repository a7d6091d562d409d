import { Readable } from 'node:stream';
import { exportFormatSchema, exportFormats } from '@patchbay/core/api/item-routes.ts';
import * as z from 'zod';
import { principalOf } from '../http/authenticate.ts';
import type { PlainRoutes } from '../http/openapi.ts';
import { parseInput } from '../http/parse-input.ts';
import type { RunExporter } from './export-run.ts';

const exportInput = z.object({ id: z.uuid(), format: exportFormatSchema });

/** `GET /runs/{id}/export`: streams the predictions of a run as a file. */
export function createExportRoutes(exporter: RunExporter): PlainRoutes {
  return {
    register(app) {
      app.get(
        '/api/v1/runs/:id/export',
        { config: { access: 'runs:read' } },
        async (request, reply) => {
          const { id, format } = parseInput(exportInput, request);
          const { organisationId } = principalOf(request);
          const { fileName, mediaType, pieces } = await exporter.open(organisationId, id, format);
          return reply
            .type(mediaType)
            .header('content-disposition', `attachment; filename="${fileName}"`)
            .send(Readable.from(pieces));
        },
      );
    },
    paths: {
      '/runs/{id}/export': {
        get: {
          operationId: 'runs.export',
          summary: 'Export the predictions of a run as a file',
          tags: ['predictions'],
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
            {
              name: 'format',
              in: 'query',
              required: true,
              schema: { type: 'string', enum: [...exportFormats] },
            },
          ],
          responses: {
            200: {
              description: 'JSON Lines of canonical predictions, COCO results, or their legend.',
              content: {
                'application/x-ndjson': { schema: { type: 'string' } },
                'application/json': { schema: {} },
              },
            },
          },
        },
      },
    },
  };
}
