import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { AnyRouter } from '@orpc/server';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { v7 as createId } from 'uuid';
import type { AccessService } from '../access/access-service.ts';
import { registerAuthentication } from './authenticate.ts';
import { registerErrorHandler, sendError } from './error-handler.ts';
import { type ReadinessChecks, registerHealthRoutes } from './health-routes.ts';
import { registerJsonBodies } from './json-bodies.ts';
import { type PlainRoutes, registerOpenApi } from './openapi.ts';
import { mountOwnApi } from './own-api.ts';
import { registerOwnCalls } from './own-calls.ts';
import { registerOwnHosts } from './own-hosts.ts';
import { registerSecurityHeaders } from './security-headers.ts';
import { registerSessionRoutes } from './session-routes.ts';
import { registerWebFiles } from './web-files.ts';

const megabyte = 2 ** 20;

/** Requests that are not uploads; a model with thousands of classes fits well. */
const largestBodyBytes = 4 * megabyte;

export interface AppParts {
  readonly log: FastifyBaseLogger;
  readonly access: AccessService;
  readonly publicUrl: string | undefined;
  /** By which the hub knows its own calls. */
  readonly loopMark: string;
  readonly readiness: ReadinessChecks;
  /** The implementation of the API contract. */
  readonly router: AnyRouter;
  /** Streaming routes beside the contract. */
  readonly plainRoutes: readonly PlainRoutes[];
  /** The built web app. */
  readonly webFolder: string;
}

/** The HTTP server of the hub, ready to listen. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.log,
    genReqId: () => createId(),
    bodyLimit: largestBodyBytes,
    // An upload of many files takes its time; a client that sends nothing at all does not get it.
    requestTimeout: 30 * 60_000,
    keepAliveTimeout: 72_000,
    http: { headersTimeout: 60_000 },
    routerOptions: { maxParamLength: 512 },
    // What no route has seen yet, such as an address that cannot be decoded.
    frameworkErrors: (error, request, reply) => sendError(error, request, reply),
  });
  registerJsonBodies(app);
  registerErrorHandler(app);
  registerSecurityHeaders(app);
  registerOwnHosts(app, parts.publicUrl);
  registerOwnCalls(app, parts.loopMark);
  await app.register(cookie);
  await app.register(multipart, { throwFileSizeLimit: false });
  registerAuthentication(app, parts.access);
  registerHealthRoutes(app, parts.readiness);
  registerSessionRoutes(app, parts.access);
  for (const routes of parts.plainRoutes) routes.register(app);
  await registerOpenApi(app, parts.plainRoutes);
  mountOwnApi(app, parts.router);
  await registerWebFiles(app, parts.webFolder);
  return app;
}
