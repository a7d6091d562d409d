import { parseArgs } from 'node:util';
import type { ServeOptions, serveModel } from '@patchbay/model-kit';

/** What every example server can be started with: a free port, open to all, unless said otherwise. */
export type StartOptions = Pick<ServeOptions, 'port' | 'authentication' | 'log'>;

const usage = 'Options: --port <number>, --token <bearer token>. Both may be left out.';

/**
 * Starts an example server with the options of the command line, prints its address, and stops it on
 * SIGINT and SIGTERM.
 */
export async function startFromCommandLine(
  start: (options: StartOptions) => ReturnType<typeof serveModel>,
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
