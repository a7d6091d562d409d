import type { FastifyContextConfig, FastifyInstance } from 'fastify';

/** Who may call a route, as the route says it. */
export interface RouteRule {
  readonly method: string;
  /** With its parameters as Fastify writes them: `/api/v1/runs/:id/export`. */
  readonly url: string;
  /** Null: the route does not say. */
  readonly access: NonNullable<FastifyContextConfig['access']> | null;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Of every route that was registered, in that order. */
    routeRules: readonly RouteRule[];
  }
}

/** Keeps a list of who may call which route, from here on: by it a test asks each of them as everybody. */
export function registerRouteRules(app: FastifyInstance): void {
  const rules: RouteRule[] = [];
  app.decorate('routeRules', rules);
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat())
      rules.push({ method: one, url, access: config?.access ?? null });
  });
}
