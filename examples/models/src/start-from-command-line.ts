import { parseArgs } from 'node:util';
import type { Credentials } from '@patchbay/core/model/credentials.ts';

/** What every example server can be started with. */
export interface StartOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Without it everyone on this machine is let in. */
  readonly authentication?: Credentials;
}

/** The part of a running server that the command line needs. */
interface StartedServer {
  readonly url: string;
  close(): Promise<void>;
}

const usage = 'Options: --port <number>, --token <bearer token>. Both may be left out.';

/**
 * Starts an example server with the options of the command line, prints its address, and stops it on
 * SIGINT and SIGTERM.
 */
export async function startFromCommandLine(
  start: (options: StartOptions) => Promise<StartedServer>,
): Promise<void> {
  const server = await start(readOptions());
  console.log(server.url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close());
  }
}

function readOptions(): StartOptions {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '0' }, token: { type: 'string' } },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new RangeError(`--port ${values.port} is not a port, 0 to 65535. ${usage}`);
  }
  const { token } = values;
  return { port, ...(token !== undefined && { authentication: { bearer: { token } } }) };
}
