import {
  accountChangesSchema,
  linkQuestionSchema,
  linkUseSchema,
  type SessionOptions,
  type SessionView,
  signInSchema,
} from '@patchbay/core/api/session.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import type { AccessService } from '../access/access-service.ts';
import type { FirstOwnerService } from '../access/links/first-owner-service.ts';
import type { LinkService } from '../access/links/link-service.ts';
import type { OidcService } from '../access/oidc/oidc-service.ts';
import type { Session } from '../access/sessions/session.ts';
import type { SessionService } from '../access/sessions/session-service.ts';
import { principalOf, sessionOf } from './authenticate.ts';
import { describeIssues } from './describe-issues.ts';
import { oidcPath, registerOidcRoutes } from './oidc-routes.ts';
import { isSameOrigin } from './same-origin.ts';
import { clearSessionCookie, setSessionCookie } from './session-cookie.ts';
import { visitorOf } from './visitor-of.ts';

/** The ways in. */
export interface Doors {
  readonly access: AccessService;
  readonly sessions: SessionService;
  readonly links: LinkService;
  readonly firstOwner: FirstOwnerService;
  /** Null where the hub is configured for no service by which people sign in. */
  readonly oidc: OidcService | null;
}

/** The routes by which people come in and go out. A browser is let in from our own pages alone. */
export function registerSessionRoutes(app: FastifyInstance, doors: Doors): void {
  const { access, sessions, links, firstOwner, oidc } = doors;
  const entrance = { config: { access: 'public' }, onRequest: requireSameOrigin } as const;

  async function view(request: FastifyRequest, session: Session | null): Promise<SessionView> {
    const principal = principalOf(request);
    const { name } = await access.getOrganisation(principal);
    return await sessions.describe(session, principal, name);
  }

  app.get('/api/v1/session', { config: { access: 'any key' } }, (request) =>
    view(request, request.session),
  );

  app.get('/api/v1/session/options', { config: { access: 'public' } }, async () => {
    const options: SessionOptions = {
      ownerMissing: await firstOwner.isMissing(),
      providers: oidc ? [{ name: oidc.name, path: oidcPath }] : [],
    };
    return options;
  });

  app.post('/api/v1/session', entrance, async (request, reply) => {
    const token = await sessions.signIn(readBody(signInSchema, request), visitorOf(request));
    return letIn(reply, token);
  });

  app.delete('/api/v1/session', { config: { access: 'session' } }, async (request, reply) => {
    await sessions.end(principalOf(request), sessionOf(request));
    clearSessionCookie(reply);
    return reply.status(204).send();
  });

  app.patch('/api/v1/session', { config: { access: 'session' } }, async (request, reply) => {
    const changes = readBody(accountChangesSchema, request);
    const visitor = visitorOf(request);
    await sessions.change(sessionOf(request), principalOf(request), { changes, visitor });
    return reply.status(204).send();
  });

  app.post('/api/v1/session/link', entrance, async (request) => {
    const { token } = readBody(linkQuestionSchema, request);
    return await links.describe(token, visitorOf(request));
  });

  app.post('/api/v1/session/link/use', entrance, async (request, reply) => {
    return letIn(reply, await links.use(readBody(linkUseSchema, request), visitorOf(request)));
  });

  registerOidcRoutes(app, oidc, (reply, token) => setSessionCookie(reply, token, sessions.days));

  function letIn(reply: FastifyReply, token: string) {
    setSessionCookie(reply, token, sessions.days);
    return reply.status(204).send();
  }
}

/** Refuses what another site has a browser send: it would sign somebody in as somebody else. */
async function requireSameOrigin(request: FastifyRequest): Promise<void> {
  if (isSameOrigin(request)) return;
  throw new PatchbayError({
    code: 'AUTH_REQUIRED',
    message: 'People sign in from the pages of this hub itself; programs use an API key.',
  });
}

function readBody<Schema extends z.ZodType>(
  schema: Schema,
  request: FastifyRequest,
): z.output<Schema> {
  const parsed = schema.safeParse(request.body);
  if (parsed.success) return parsed.data;
  throw new PatchbayError(describeIssues(parsed.error.issues));
}
