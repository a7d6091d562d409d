import { uploadPermissions } from '@patchbay/core/api/dataset-routes.ts';
import { idInput } from '@patchbay/core/api/page.ts';
import { assetSchema } from '@patchbay/core/data-row/data-row.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { principalOf } from '../http/authenticate.ts';
import type { PlainRoutes } from '../http/openapi.ts';
import { parseInput } from '../http/parse-input.ts';
import type { AssetFile, AssetsService } from './assets-service.ts';
import { sendFile } from './send-file.ts';

const assetInput = idInput.extend({
  thumbnail: z.coerce.number().int().min(16).max(1024).optional(),
});
const fileInput = assetInput.extend({ upright: z.stringbool().default(false) });
const imageInput = assetInput.extend({ hash: assetSchema.shape.hash });

const frameInput = assetInput.extend({
  index: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
});

const config = { access: uploadPermissions.asset };

/**
 * `GET /data-rows/{id}/asset`: the file of a data row as it was imported, or a small picture of it;
 * `GET /data-rows/{id}/images/{hash}`: an image of its conversation or its attachments;
 * `GET /data-rows/{id}/frames/{index}`: a frame of its video.
 */
export function createAssetRoutes(assets: AssetsService): PlainRoutes {
  return {
    register(app: FastifyInstance) {
      app.get('/api/v1/data-rows/:id/asset', { config }, async (request, reply) => {
        const { id, thumbnail = null, upright } = parseInput(fileInput, request);
        const { organisationId } = principalOf(request);
        const wish = { thumbnailPixels: thumbnail, isUpright: upright };
        return await sendKept(request, reply, await assets.open(organisationId, id, wish));
      });
      app.get('/api/v1/data-rows/:id/images/:hash', { config }, async (request, reply) => {
        const { id, hash, thumbnail = null } = parseInput(imageInput, request);
        const { organisationId } = principalOf(request);
        const file = await assets.openImage(organisationId, id, hash, thumbnail);
        return await sendKept(request, reply, file);
      });
      app.get('/api/v1/data-rows/:id/frames/:index', { config }, async (request, reply) => {
        const { id, index, thumbnail = null } = parseInput(frameInput, request);
        const { organisationId } = principalOf(request);
        const file = await assets.openFrame(organisationId, id, index, thumbnail);
        return await sendKept(request, reply, file);
      });
    },
    paths: {
      '/data-rows/{id}/asset': {
        get: {
          operationId: 'datasets.getAsset',
          summary: 'Read the file of a data row, or a thumbnail of its image or its first frame',
          tags: ['data-rows'],
          parameters: [idParameter, thumbnailParameter, uprightParameter],
          responses,
        },
      },
      '/data-rows/{id}/images/{hash}': {
        get: {
          operationId: 'datasets.getImage',
          summary: 'Read an image of the conversation or the attachments of a data row',
          tags: ['data-rows'],
          parameters: [
            idParameter,
            { name: 'hash', in: 'path', required: true, schema: { type: 'string' } },
            thumbnailParameter,
          ],
          responses,
        },
      },
      '/data-rows/{id}/frames/{index}': {
        get: {
          operationId: 'datasets.getFrame',
          summary: 'Read a frame of a video as an upright JPEG, counted from 0',
          tags: ['data-rows'],
          parameters: [
            idParameter,
            {
              name: 'index',
              in: 'path',
              required: true,
              schema: { type: 'integer', minimum: 0 },
            },
            thumbnailParameter,
          ],
          responses,
        },
      },
    },
  };
}

const idParameter = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string', format: 'uuid' },
} as const;

const thumbnailParameter = {
  name: 'thumbnail',
  in: 'query',
  description: 'Longest side in pixels of an upright WebP',
  schema: { type: 'integer', minimum: 16, maximum: 1024 },
} as const;

const uprightParameter = {
  name: 'upright',
  in: 'query',
  description: 'An image as people see it: turned by its EXIF orientation, a TIFF as PNG',
  schema: { type: 'boolean' },
} as const;

const responses = { 200: { description: 'The bytes', content: { '*/*': {} } } };

/** A data row never changes; only those who may read it keep what belongs to it. */
async function sendKept(request: FastifyRequest, reply: FastifyReply, file: AssetFile) {
  const etag = `"${file.tag}"`;
  reply.headers({ etag, 'cache-control': 'private, max-age=31536000, immutable' });
  if (request.headers['if-none-match'] === etag) return reply.status(304).send();
  return await sendFile(request, reply, file);
}
