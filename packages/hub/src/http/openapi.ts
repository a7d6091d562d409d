import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from '@patchbay/core/api/contract.ts';
import { errorBodySchema } from '@patchbay/core/api/error-body.ts';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { docsPolicy } from './security-headers.ts';
import { sessionCookieNames } from './session-cookie.ts';

/** Routes that stream and therefore stand beside the contract, with their description. */
export interface PlainRoutes {
  register(app: FastifyInstance): void;
  /** Their part of the OpenAPI document, by path below `/api/v1`. */
  readonly paths: NonNullable<OpenAPI.Document['paths']>;
  /** The schemas that it refers to, by name below `#/components/schemas`. */
  readonly schemas?: { readonly [name: string]: z.ZodType };
}

/** Serves `/api/v1/openapi.json`, and `/docs` to browse in it. Nothing comes from elsewhere. */
export async function registerOpenApi(
  app: FastifyInstance,
  plainRoutes: readonly PlainRoutes[],
): Promise<void> {
  const document = await createDocument(plainRoutes);
  app.get('/api/v1/openapi.json', { config: { access: 'public' } }, async () => document);

  const pageFolder = join(import.meta.dirname, 'docs-page');
  const viewer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  await app.register(fastifyStatic, {
    root: viewer,
    prefix: '/docs/viewer/',
    decorateReply: false,
    allowedPath: (path) => /^\/swagger-ui(-bundle)?\.(js|css)$/.test(path),
  });
  for (const [url, file, type] of [
    ['/docs', 'index.html', 'text/html; charset=utf-8'],
    ['/docs/start.js', 'start.js', 'text/javascript; charset=utf-8'],
  ] as const) {
    const content = await readFile(join(pageFolder, file), 'utf8');
    app.get(url, async (_request, reply) =>
      reply.type(type).header('content-security-policy', docsPolicy).send(content),
    );
  }
}

async function createDocument(plainRoutes: readonly PlainRoutes[]): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    info: {
      title: 'Patchbay',
      version: '1',
      description: 'Plug your own models into data labelling: register, run, look, export.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }, { session: [] }],
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key.' },
        session: { type: 'apiKey', in: 'cookie', name: sessionCookieNames.plainName },
      },
      responses: {
        Error: {
          description: 'What happened, and what to do about it.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
        },
      },
    },
  });
  const schemas = Object.assign({ Error: errorBodySchema }, ...plainRoutes.map((it) => it.schemas));
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...mapSchemas(schemas) },
  };
  document.paths = Object.assign({}, document.paths, ...plainRoutes.map(({ paths }) => paths));
  addErrors(document);
  return document;
}

/** Every operation can fail, and always in the same form. */
function addErrors(document: OpenAPI.Document): void {
  for (const path of Object.values(document.paths ?? {})) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const responses = path?.[method]?.responses;
      if (responses) responses.default = { $ref: '#/components/responses/Error' };
    }
  }
}

/** Schemas of ours in the form that OpenAPI 3.1 takes. */
function mapSchemas(schemas: { readonly [name: string]: z.ZodType }) {
  const entries = Object.entries(schemas).map(([name, schema]) => {
    const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'output' });
    return [name, json as OpenAPI.SchemaObject];
  });
  return Object.fromEntries(entries);
}
