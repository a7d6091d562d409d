import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { v7 as createId } from 'uuid';
import { answerClientError, registerClientErrors } from './client-errors.ts';
import { registerErrorHandler, sendError } from './error-handler.ts';
import { registerJsonBodies } from './json-bodies.ts';
import { type Patience, registerRequestBodies, usualPatience } from './request-bodies.ts';
import { registerSecurityHeaders } from './security-headers.ts';

const megabyte = 2 ** 20;

/** Requests that are not uploads; a model with thousands of classes fits well. */
const largestBodyBytes = 4 * megabyte;

/** Who sends requests without waiting for answers has no more of them at work on one connection. */
const mostRequestsPerConnection = 1000;

export interface ServerSettings {
  readonly patience?: Patience;
  /** Where `X-Forwarded-For` and its like are believed: what anybody else says of itself counts for nothing. */
  readonly trustedProxies?: readonly string[];
}

/** A server without routes: whatever is sent to it is answered in our form, and none of it hurts. */
export function createServer(
  log: FastifyBaseLogger,
  { patience = usualPatience, trustedProxies = [] }: ServerSettings = {},
): FastifyInstance {
  const app = Fastify({
    loggerInstance: log,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    genReqId: () => createId(),
    bodyLimit: largestBodyBytes,
    requestTimeout: 0, // How long a body may take is seen to in request-bodies.ts.
    keepAliveTimeout: 72_000,
    maxRequestsPerSocket: mostRequestsPerConnection,
    http: {
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.headersMs / 10,
      requireHostHeader: false, // own-hosts.ts says it better
    },
    routerOptions: { maxParamLength: 512 },
    clientErrorHandler(error, socket) {
      answerClientError(app, error, socket);
    },
    // What no route has seen yet, such as an address that cannot be decoded.
    frameworkErrors: (error, request, reply) => sendError(error, request, reply),
  });
  registerClientErrors(app);
  registerErrorHandler(app);
  registerSecurityHeaders(app);
  registerRequestBodies(app, patience);
  registerJsonBodies(app);
  return app;
}
