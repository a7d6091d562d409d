import type { FastifyInstance } from 'fastify';
import type { PlainRoutes } from '../http/openapi.ts';
import type { ImageService } from './image-service.ts';
import { sendFile } from './send-file.ts';

/**
 * `GET /images/{hash}?…`, `GET /videos/{hash}?…`: the image or the video of a data row for a model that
 * was given its address. The signature in the address stands for a login.
 */
export function createImageRoutes(images: ImageService): PlainRoutes {
  return {
    register(app: FastifyInstance) {
      app.get('/images/:hash', async (request, reply) => {
        const image = await images.open({ ...Object(request.query), ...Object(request.params) });
        reply.headers({
          'cache-control': 'private, no-store',
          'content-disposition': 'inline',
          'content-security-policy': "default-src 'none'; sandbox",
        });
        return reply.type(image.mediaType).send(image.bytes);
      });
      app.get('/videos/:hash', async (request, reply) => {
        const query = { ...Object(request.query), ...Object(request.params) };
        const video = await images.openVideo(query);
        return await sendFile(request, reply.header('cache-control', 'private, no-store'), video);
      });
    },
    paths: {}, // its addresses are written by the hub alone
  };
}
