import { access } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { routeNotFound } from './error-handler.ts';

const notBuilt = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Patchbay</title></head>
<body><h1>Patchbay runs</h1>
<p>The web app has not been built yet. Build it with <code>npm run build:web</code> in the folder of
the project and reload this page.</p>
<p>The API works without it: <a href="/docs">/docs</a>.</p></body></html>`;

/**
 * Serves the built web app. Addresses that are no file are the app's own pages, so a browser that
 * asks for one gets the app; anything else that is not there is an error as everywhere.
 */
export async function registerWebFiles(app: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = await access(join(folder, 'index.html')).then(
    () => true,
    () => false,
  );
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      setHeaders(reply, path) {
        const isNamedByHash = path.startsWith(join(folder, 'assets'));
        reply.header(
          'cache-control',
          isNamedByHash ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
    if (!wantsPage || request.url.startsWith('/api/')) {
      throw routeNotFound(request.method, request.url);
    }
    if (isBuilt) return reply.sendFile('index.html');
    return reply.type('text/html; charset=utf-8').send(notBuilt);
  });
}
