import { auditExportFormats, auditExportSchema } from '@patchbay/core/api/audit-routes.ts';
import { principalOf } from '../http/authenticate.ts';
import type { PlainRoutes } from '../http/openapi.ts';
import type { OwnApi } from '../http/own-api.ts';
import { parseInput } from '../http/parse-input.ts';
import { describeQuery, safeQuery, sendExport } from '../http/send-export.ts';
import type { AuditService } from './audit-service.ts';

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
          return sendExport(reply, await entries.export(principalOf(request), input));
        },
      );
    },
    paths: { '/audit/export': { get: describeExport() } },
  };
}

function describeExport() {
  const moment = { type: 'string', format: 'date-time' };
  return {
    operationId: 'audit.export',
    summary: 'Export who changed what as a file, in the order in which it happened',
    tags: ['audit'],
    parameters: [
      describeQuery(
        'format',
        'What to write.',
        { type: 'string', enum: [...auditExportFormats] },
        true,
      ),
      describeQuery('actor', 'Only what they did: user:<id>, key:<id>, operator, hub.', {
        type: 'string',
      }),
      describeQuery('action', 'Only this, or what is about this: model:registered, model.', {
        type: 'string',
      }),
      describeQuery('from', 'Only entries from this moment on.', moment),
      describeQuery('to', 'Only entries before this moment.', moment),
      safeQuery,
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
