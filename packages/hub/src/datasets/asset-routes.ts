import { uploadPermissions } from '@patchbay/core/api/dataset-routes.ts';
import { idInput } from '@patchbay/core/api/page.ts';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { principalOf } from '../http/authenticate.ts';
import type { PlainRoutes } from '../http/openapi.ts';
import { parseInput } from '../http/parse-input.ts';
import type { AssetsService } from './assets-service.ts';

const inputSchema = idInput.extend({
  thumbnail: z.coerce.number().int().min(16).max(1024).optional(),
});

/** `GET /data-rows/{id}/asset`: the file of a data row as it was imported, or a small picture of it. */
export function createAssetRoutes(assets: AssetsService): PlainRoutes {
  return {
    register(app: FastifyInstance) {
      app.get(
        '/api/v1/data-rows/:id/asset',
        { config: { access: uploadPermissions.asset } },
        async (request, reply) => {
          const { id, thumbnail } = parseInput(inputSchema, request);
          const { organisationId } = principalOf(request);
          const file = await assets.open(organisationId, id, thumbnail ?? null);
          const etag = `"${file.tag}"`;
          reply.headers({
            etag,
            // A data row never changes; only those who may read it keep it.
            'cache-control': 'private, max-age=31536000, immutable',
            'content-disposition': 'inline',
            'content-security-policy': "default-src 'none'; sandbox",
          });
          if (request.headers['if-none-match'] === etag) return reply.status(304).send();
          return reply.type(file.mediaType).send(await file.read());
        },
      );
    },
    paths: {
      '/data-rows/{id}/asset': {
        get: {
          operationId: 'datasets.getAsset',
          summary: 'Read the file of a data row, or a thumbnail of its image',
          tags: ['data-rows'],
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
            {
              name: 'thumbnail',
              in: 'query',
              description: 'Longest side in pixels of an upright WebP',
              schema: { type: 'integer', minimum: 16, maximum: 1024 },
            },
          ],
          responses: { 200: { description: 'The bytes', content: { '*/*': {} } } },
        },
      },
    },
  };
}
