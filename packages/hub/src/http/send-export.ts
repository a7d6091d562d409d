import { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import type { ExportFile } from '../export-file.ts';

/** Whoever takes nothing for so long, and does not go away either, is not waited for any more. */
const patienceMs = 120_000;

/**
 * Streams an export. What breaks off in the middle ends without the end of the answer, so that no client takes it
 * for the whole.
 */
export function sendExport(
  reply: FastifyReply,
  { fileName, mediaType, pieces }: ExportFile,
  stallMs = patienceMs,
): FastifyReply {
  reply.raw.setTimeout(stallMs, () => reply.raw.destroy());
  return reply
    .type(mediaType)
    .header('content-disposition', contentDisposition(fileName))
    .send(Readable.from(pieces, { objectMode: false }));
}

/** A parameter in the query of an export, for the OpenAPI document. */
export function describeQuery(name: string, description: string, schema: object, required = false) {
  return { name, in: 'query' as const, description, required, schema };
}

/** How CSV is asked for that a spreadsheet may open. */
export const safeQuery = describeQuery(
  'safe',
  'CSV for spreadsheets: no cell is taken for a formula. Without it CSV is raw.',
  { type: 'string', enum: ['1', 'true', '0', 'false'] },
);
