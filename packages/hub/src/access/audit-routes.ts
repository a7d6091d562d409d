import { Readable } from 'node:stream';
import { auditExportFormats, auditExportSchema } from '@patchbay/core/api/audit-routes.ts';
import { create as contentDisposition } from 'content-disposition';
import { principalOf } from '../http/authenticate.ts';
import type { PlainRoutes } from '../http/openapi.ts';
import type { OwnApi } from '../http/own-api.ts';
import { parseInput } from '../http/parse-input.ts';
import type { AuditService } from './audit-service.ts';

/** Whoever takes nothing for so long, and does not go away either, is not waited for any more. */
const patienceMs = 120_000;

/** `contract.audit`. */
export function createAuditRoutes(api: OwnApi, entries: AuditService) {
  return {
    list: api.audit.list.handler(({ input, context }) =>
      entries.list(context.principal.organisationId, input),
    ),
  };
}

/** `GET /audit/export`: the entries as a file, streamed. */
export function createAuditExportRoutes(entries: AuditService): PlainRoutes {
  return {
    register(app) {
      app.get(
        '/api/v1/audit/export',
        { config: { access: 'audit:read' } },
        async (request, reply) => {
          const input = parseInput(auditExportSchema, request);
          const file = await entries.export(principalOf(request), input);
          reply.raw.setTimeout(patienceMs, () => reply.raw.destroy());
          return reply
            .type(file.mediaType)
            .header('content-disposition', contentDisposition(file.fileName))
            .send(Readable.from(file.pieces, { objectMode: false }));
        },
      );
    },
    paths: { '/audit/export': { get: describeExport() } },
  };
}

function describeExport() {
  const query = (name: string, description: string, schema: object, required = false) => ({
    name,
    in: 'query' as const,
    description,
    required,
    schema,
  });
  const moment = { type: 'string', format: 'date-time' };
  return {
    operationId: 'audit.export',
    summary: 'Export who changed what as a file, in the order in which it happened',
    tags: ['audit'],
    parameters: [
      query('format', 'What to write.', { type: 'string', enum: [...auditExportFormats] }, true),
      query('actor', 'Only what they did: user:<id>, key:<id>, operator, hub.', { type: 'string' }),
      query('action', 'Only this, or what is about this: model:registered, model.', {
        type: 'string',
      }),
      query('from', 'Only entries from this moment on.', moment),
      query('to', 'Only entries before this moment.', moment),
      query(
        'safe',
        'CSV for spreadsheets: no cell is taken for a formula. Without it CSV is raw.',
        { type: 'string', enum: ['1', 'true', '0', 'false'] },
      ),
    ],
    responses: {
      200: {
        description: 'JSON Lines of entries as GET /audit lists them, or CSV.',
        content: {
          'application/x-ndjson': { schema: { type: 'string' as const } },
          'text/csv': { schema: { type: 'string' as const } },
        },
      },
    },
  };
}
