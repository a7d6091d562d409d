import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { routeNotFound } from './error-handler.ts';
import { appPolicy } from './security-headers.ts';

const notBuilt = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Patchbay</title></head>
<body><h1>Patchbay runs</h1>
<p>The web app has not been built yet. Build it with <code>npm run build:web</code> in the folder of
the project and reload this page.</p>
<p>The API works without it: <a href="/docs">/docs</a>.</p></body></html>`;

/** Stands in the built page wherever the nonce of an answer belongs: `cspNonce` of `vite.config.ts`. */
const noncePlaceholder = /PATCHBAY_NONCE/g;

/**
 * Serves the built web app. Addresses that are no file are the app's own pages, so a browser that
 * asks for one gets the app; anything else that is not there is an error as everywhere.
 */
export async function registerWebFiles(app: FastifyInstance, folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => null);
  if (page !== null) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      cacheControl: false,
      preCompressed: true,
      allowedPath: (path) => path !== '/index.html', // with its nonce it is given out below
      setHeaders(reply, path) {
        const isNamedByHash = path.startsWith(join(folder, 'assets'));
        reply.header(
          'cache-control',
          isNamedByHash ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  }
  app.get('/', async (_request, reply) => sendPage(reply, page ?? notBuilt));
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
    if (!wantsPage || request.url.startsWith('/api/')) {
      throw routeNotFound(request.method, request.url);
    }
    return sendPage(reply, page ?? notBuilt);
  });
}

/** A page is never kept: its nonce is worth something for one answer alone. */
function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  reply.headers({ 'content-security-policy': appPolicy(nonce), 'cache-control': 'no-store' });
  return reply.type('text/html; charset=utf-8').send(page.replaceAll(noncePlaceholder, nonce));
}
