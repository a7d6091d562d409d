import type { FastifyInstance } from 'fastify';

/** What has to work for the hub to be of use, by name. A check that fails throws. */
export type ReadinessChecks = { readonly [part: string]: () => Promise<unknown> };

/** A part that does not answer in this time is not ready. */
const patienceMs = 2000;

/** `/healthz` says that the process lives, `/readyz` that all it needs is there. */
export function registerHealthRoutes(app: FastifyInstance, checks: ReadinessChecks): void {
  app.get('/healthz', async () => ({ alive: true }));

  app.get('/readyz', async (request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([part, check]) => {
        try {
          await withinPatience(check());
          return [part, 'ready'] as const;
        } catch (error) {
          request.log.warn({ err: error, part }, 'A part of the hub is not ready.');
          return [part, 'failed'] as const;
        }
      }),
    );
    const ready = results.every(([, state]) => state === 'ready');
    return reply.status(ready ? 200 : 503).send({ ready, parts: Object.fromEntries(results) });
  });
}

async function withinPatience(check: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer in ${patienceMs} ms.`)), patienceMs);
  });
  try {
    await Promise.race([check, limit]);
  } finally {
    clearTimeout(timer);
  }
}
