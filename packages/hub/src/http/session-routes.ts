import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { AccessService } from '../access/access-service.ts';
import { sessionCookie } from './authenticate.ts';
import { describeIssues } from './describe-issues.ts';
import { isSameOrigin } from './same-origin.ts';

const keySchema = z.object({ key: z.string().min(1).max(512) });

/**
 * Sessions of browsers. `/open?key=…` is the link that `patchbay serve` prints: it leaves the key
 * in a cookie that no script can read, and not in the address.
 */
export function registerSessionRoutes(app: FastifyInstance, access: AccessService): void {
  app.post('/api/v1/session', { config: { access: 'public' } }, async (request, reply) => {
    if (!isSameOrigin(request) && request.headers.origin !== undefined) {
      throw new PatchbayError({
        code: 'AUTH_REQUIRED',
        message: 'A session can only be opened from the pages of this hub itself.',
      });
    }
    await openSession(request.body, request, reply);
    return reply.status(204).send();
  });

  app.delete('/api/v1/session', { config: { access: 'public' } }, async (_request, reply) => {
    return reply.clearCookie(sessionCookie, { path: '/' }).status(204).send();
  });

  app.get('/open', async (request, reply) => {
    await openSession(request.query, request, reply);
    return reply.header('cache-control', 'no-store').redirect('/', 303);
  });

  async function openSession(from: unknown, request: FastifyRequest, reply: FastifyReply) {
    const parsed = keySchema.safeParse(from);
    if (!parsed.success) throw new PatchbayError(describeIssues(parsed.error.issues));
    await access.authenticateKey(parsed.data.key);
    const { cookie, maxAgeSeconds } = access.openSession(parsed.data.key);
    reply.setCookie(sessionCookie, cookie, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
      maxAge: maxAgeSeconds,
    });
  }
}
