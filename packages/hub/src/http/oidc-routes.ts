import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OidcService } from '../access/oidc/oidc-service.ts';
import { answerError, routeNotFound } from './error-handler.ts';
import { clearBegunCookie, readBegunCookie, setBegunCookie } from './oidc-cookie.ts';
import { visitorOf } from './visitor-of.ts';

/** Where the button of the sign-in page leads. */
export const oidcPath = '/api/v1/session/oidc';

/**
 * The routes by which people sign in by another service. They are opened by browsers, not by pages, so that
 * they answer with where to go on: a failure is shown by the sign-in page.
 */
export function registerOidcRoutes(
  app: FastifyInstance,
  oidc: OidcService | null,
  letIn: (reply: FastifyReply, token: string) => void,
): void {
  const isOpen = { config: { access: 'public' } } as const;

  app.get(oidcPath, isOpen, (request, reply) =>
    goOn(request, reply, async (service) => {
      const { back } = request.query as { back?: unknown };
      const { address, sealed } = await service.begin(ownAddressOf(request), back);
      setBegunCookie(reply, sealed);
      return address;
    }),
  );

  app.get(`${oidcPath}/callback`, isOpen, (request, reply) =>
    goOn(request, reply, async (service) => {
      const sealed = readBegunCookie(request);
      clearBegunCookie(reply);
      const came = { ownAddress: ownAddressOf(request), path: request.url };
      const { token, back } = await service.finish(came, sealed, visitorOf(request));
      letIn(reply, token);
      // The browser sends the new cookie from the page there on: the page itself is open to all.
      return back;
    }),
  );

  async function goOn(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (service: OidcService) => Promise<string>,
  ): Promise<FastifyReply> {
    if (!oidc) throw routeNotFound(request.method, request.url);
    reply.header('cache-control', 'no-store');
    try {
      return reply.redirect(await work(oidc), 303);
    } catch (failure) {
      const { code, message } = answerError(failure, request.id, request.log).body;
      request.log.warn({ code }, `A sign-in by ${oidc.name} came to nothing. ${message}`);
      return reply.redirect(`/sign-in?refused=${code}`, 303);
    }
  }
}

/** The address under which somebody reached the hub: one of its own names, as `own-hosts.ts` saw to. */
function ownAddressOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}
