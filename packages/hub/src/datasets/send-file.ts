import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readRange } from '../http/read-range.ts';
import type { AssetFile } from './assets-service.ts';

/** Sends bytes that somebody imported: never run, and of a large file the part that is asked for. */
export async function sendFile(request: FastifyRequest, reply: FastifyReply, file: AssetFile) {
  reply.type(file.mediaType).headers({
    'content-disposition': contentDisposition(file.name, { type: 'inline' }),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  const { byteLength } = file;
  if (byteLength === undefined) return reply.send(await file.read());
  // Players of videos ask for the part that they need.
  reply.header('accept-ranges', 'bytes');
  const range = readRange(request.headers.range, byteLength);
  if (range === null) {
    return reply.header('content-length', byteLength).send(await file.read());
  }
  const { start, end } = range;
  return reply
    .status(206)
    .headers({
      'content-range': `bytes ${start}-${end}/${byteLength}`,
      'content-length': end - start + 1,
    })
    .send(await file.read(range));
}
