import type { IncomingMessage } from 'node:http';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Why its body is not waited for any more: whatever reading it fails with then, that is the reason. */
    brokenOff: PatchbayError | null;
  }
}

/** How long senders of requests are waited for. */
export interface Patience {
  /** From the first byte of a request to the end of its headers. */
  readonly headersMs: number;
  /** Without a byte of a body that is not whole yet. */
  readonly stallMs: number;
  /** For the whole of a body that is no form. A form of many files may take as long as it moves. */
  readonly bodyMs: number;
  /** What is still sent when the answer is there is read for so long: cut off at once, it may be lost. */
  readonly lingerMs: number;
}

export const usualPatience: Patience = {
  headersMs: 30_000,
  stallMs: 60_000,
  bodyMs: 120_000,
  lingerMs: 3_000,
};

/**
 * Reads bodies as long as they are wanted and keep coming: one that is too large, encoded, or stands
 * still is answered at once, and nobody can go on sending after the answer.
 */
export function registerRequestBodies(app: FastifyInstance, patience: Patience): void {
  app.decorateRequest('brokenOff', null);
  app.addHook('onRequest', (request, _reply, done) => {
    const refusal = hasBody(request.raw) ? refuseByHeaders(request) : undefined;
    if (refusal) request.raw.resume();
    else if (hasBody(request.raw)) watch(request, patience);
    done(refusal);
  });
  app.addHook('preParsing', (request, reply, payload, done) => {
    if (request.headers.expect?.toLowerCase() === '100-continue') reply.raw.writeContinue();
    done(null, payload);
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    if (request.raw.complete === false) {
      // Node would end the connection at once, and what arrives then resets it before the answer is read.
      if (reply.statusCode === 408) reply.header('connection', 'close');
      else reply.removeHeader('connection');
    }
    done(null, payload);
  });
  app.addHook('onResponse', ({ raw }, _reply, done) => {
    if (raw.complete === false) {
      const timer = setTimeout(() => raw.socket.destroy(), patience.lingerMs).unref();
      raw.once('end', () => clearTimeout(timer));
    }
    done();
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0;
}

/** What is wrong with a body before a byte of it was read. */
function refuseByHeaders({ headers, routeOptions }: FastifyRequest): PatchbayError | undefined {
  const encoding = headers['content-encoding'] ?? 'identity';
  const transfer = headers['transfer-encoding'] ?? 'chunked';
  for (const [name, value, plain] of [
    ['Content-Encoding', encoding, 'identity'],
    ['Transfer-Encoding', transfer, 'chunked'],
  ] as const) {
    if (value.toLowerCase() === plain) continue;
    return new PatchbayError({
      code: 'INPUT_BODY_UNSUPPORTED',
      message: `The body has the ${name} ${JSON.stringify(value)}, which is not read here. Send it as it is.`,
    });
  }
  const byteLength = Number(headers['content-length']);
  const limit = routeOptions.bodyLimit;
  if (isForm(headers) || limit === undefined || !(byteLength > limit)) return undefined;
  return new PatchbayError({
    code: 'INPUT_TOO_LARGE',
    message: `The body has ${byteLength} bytes; ${limit} are read here.`,
  });
}

/** Uploads are read as they arrive, however large; their routes say what is too much. */
function isForm(headers: IncomingMessage['headers']): boolean {
  return headers['content-type']?.startsWith('multipart/form-data') ?? false;
}

/** Breaks off a body that stands still, or takes too long. */
function watch(request: FastifyRequest, { stallMs, bodyMs }: Patience): void {
  const { raw } = request;
  const beganAtMs = performance.now();
  const lastsMs = isForm(raw.headers) ? Number.POSITIVE_INFINITY : bodyMs;
  let bytesRead = raw.socket.bytesRead;
  let movedAtMs = beganAtMs;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    // What has arrived and waits for us is not the fault of who sent it.
    if (raw.socket.bytesRead !== bytesRead || raw.readableLength > 0) movedAtMs = nowMs;
    bytesRead = raw.socket.bytesRead;
    if (nowMs - movedAtMs >= stallMs) {
      breakOff(request, `Nothing of the body came for ${stallMs / 1000} seconds.`);
    } else if (nowMs - beganAtMs >= lastsMs) {
      breakOff(request, `The body did not come to its end within ${bodyMs / 1000} seconds.`);
    } else return;
    clearInterval(timer);
  }, stallMs / 10).unref();
  for (const event of ['end', 'close'] as const) raw.once(event, () => clearInterval(timer));
}

/** Tells whoever reads the body, without ending the connection: it carries the answer. */
function breakOff(request: FastifyRequest, message: string): void {
  request.brokenOff = new PatchbayError({ code: 'INPUT_TOO_SLOW', message });
  // Where nobody reads it, there is an answer already.
  if (request.raw.listenerCount('error') > 0) request.raw.emit('error', request.brokenOff);
}
