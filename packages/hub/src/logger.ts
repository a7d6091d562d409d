import pino, { type Logger } from 'pino';

/** The log of the hub: JSON lines on standard error, so that standard output stays the program's. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: {
        err: pino.stdSerializers.err,
        req: (request: { method: string; url: string }) => ({
          method: request.method,
          // `/open` carries a key behind the question mark.
          url: request.url.startsWith('/open') ? '/open' : request.url,
        }),
        res: (reply: { statusCode: number }) => ({ statusCode: reply.statusCode }),
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
