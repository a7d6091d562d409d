import { once } from 'node:events';
import net from 'node:net';
import { networkInterfaces } from 'node:os';

/** Listens on every address of this machine and counts who connects. */
export interface CountingListener {
  readonly port: number;
  /** So many connections were made since it listens. */
  count(): number;
  close(): Promise<void>;
}

/** Answers each request with an empty list, so that whoever gets through sees it. */
export async function startCountingListener(): Promise<CountingListener> {
  let connections = 0;
  const server = net.createServer((socket) => {
    connections += 1;
    socket.on('error', () => {}); // The other side is allowed to break off.
    socket.once('data', () =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n[]'),
    );
  });
  server.listen(0); // On `::`, which takes IPv4 too; on 0.0.0.0 where there is no IPv6.
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  return {
    port,
    count: () => connections,
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}

/** The addresses of this machine in its networks, without those that are of one link alone. */
export function listOwnNetworkAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))
    .map(({ address }) => address);
}
