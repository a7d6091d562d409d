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
        req: ({ method, url }: { method: string; url: string }) => ({ method, url }),
        res: (reply: { statusCode: number }) => ({ statusCode: reply.statusCode }),
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
