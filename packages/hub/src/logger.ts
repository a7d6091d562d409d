import pino, { type Logger } from 'pino';
import { knownSecrets } from './vault/known-secrets.ts';

/** Headers by which callers show who they are. */
const headersOfCallers = ['authorization', 'cookie'];

/** The log of the hub: JSON lines on standard error, so that standard output stays the program's. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: undefined,
      // An error may carry whatever the code that threw it was given.
      // Libraries log requests as they are, at the levels for those who look for mistakes.
      redact: headersOfCallers.flatMap((name) => [`headers.${name}`, `*.headers.${name}`]),
      hooks: { streamWrite: knownSecrets.scrub },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: {
        err: pino.stdSerializers.err,
        req: ({ method, url }: { method: string; url: string }) => ({
          method,
          url: withoutCode(url),
        }),
        res: (reply: { statusCode: number }) => ({ statusCode: reply.statusCode }),
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

/** The address at which people come back from where they signed in has a code that lets them in. */
function withoutCode(url: string): string {
  return url.replace(/(\/session\/oidc\/callback)\?.*/, '$1');
}
