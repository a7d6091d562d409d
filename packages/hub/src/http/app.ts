import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { AnyRouter } from '@orpc/server';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { HubConfig } from '../config.ts';
import { registerAuthentication } from './authenticate.ts';
import { type ReadinessChecks, registerHealthRoutes } from './health-routes.ts';
import { type PlainRoutes, registerOpenApi } from './openapi.ts';
import { mountOwnApi } from './own-api.ts';
import { registerOwnCalls } from './own-calls.ts';
import { registerOwnHosts } from './own-hosts.ts';
import { registerRouteRules } from './route-rules.ts';
import { createServer } from './server.ts';
import { type Doors, registerSessionRoutes } from './session-routes.ts';
import { registerWebFiles } from './web-files.ts';

export interface AppParts {
  readonly log: FastifyBaseLogger;
  readonly doors: Doors;
  readonly config: Pick<HubConfig, 'publicUrl' | 'trustedProxies'>;
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
  const app = createServer(parts.log, parts.config);
  registerRouteRules(app);
  registerOwnHosts(app, parts.config.publicUrl);
  registerOwnCalls(app, parts.loopMark);
  await app.register(cookie);
  await app.register(multipart, { throwFileSizeLimit: false });
  registerAuthentication(app, parts.doors);
  registerHealthRoutes(app, parts.readiness);
  registerSessionRoutes(app, parts.doors);
  for (const routes of parts.plainRoutes) routes.register(app);
  await registerOpenApi(app, parts.plainRoutes);
  mountOwnApi(app, parts.router);
  await registerWebFiles(app, parts.webFolder);
  return app;
}
