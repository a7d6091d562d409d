import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/** Says to supervisors that a worker lives. */
export interface WorkerHealth {
  /** Where it is asked: `http://127.0.0.1:7401/healthz`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Answers `GET /healthz` for a worker, as long as its event loop turns, and nothing else. Node's own server:
 * the one of the hub would be kept in memory for a single line. Port 0 takes a free one.
 * @throws PatchbayError INPUT_INVALID where the address cannot be listened on
 */
export async function startWorkerHealth(options: {
  host: string;
  port: number;
  workerId: string;
}): Promise<WorkerHealth> {
  const body = JSON.stringify({ alive: true, worker: options.workerId });
  const server = createServer((request, response) => {
    const isAsked = request.url === '/healthz' && /^(GET|HEAD)$/.test(request.method ?? '');
    response.setHeader('content-type', 'application/json');
    response.writeHead(isAsked ? 200 : 404).end(isAsked ? body : '{}');
  });
  // A caller who does not read, or says nothing, is not kept.
  server.requestTimeout = 5000;
  server.headersTimeout = 5000;
  server.maxConnections = 100;
  try {
    server.listen(options.port, options.host);
    await once(server, 'listening');
  } catch (error) {
    throw cannotListen(options, error);
  }
  const { address, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/healthz`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function cannotListen({ host, port }: { host: string; port: number }, error: unknown) {
  const reason = error instanceof Error ? error.message : String(error);
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The worker cannot be asked for its health at ${host}, port ${port}: ${reason}. Give each worker of a machine a port of its own in PATCHBAY_HEALTH_PORT, or leave it out.`,
  });
}
