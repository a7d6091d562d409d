import { createServer } from 'node:net';
import { join } from 'node:path';

/** Where the embedded server listens: a socket in its own folder, or a port on loopback. */
export type PostgresAddress =
  | { readonly kind: 'socket'; readonly folder: string }
  | { readonly kind: 'port'; readonly port: number };

/** The number in the name of the socket's file. Nothing listens on this port. */
const socketPort = 5432;

/** What the kernel allows for the path of a socket, its closing zero not counted. */
const longestSocketPath = process.platform === 'linux' ? 107 : 103;

/** A socket where it can be had: not on Windows, and not below a very long path. */
export async function chooseAddress(folder: string): Promise<PostgresAddress> {
  const socketFile = join(folder, `.s.PGSQL.${socketPort}`);
  const isShort = Buffer.byteLength(socketFile) <= longestSocketPath;
  return process.platform !== 'win32' && isShort
    ? { kind: 'socket', folder }
    : { kind: 'port', port: await findFreePort() };
}

/** The settings with which the server listens there and nowhere else. */
export function listenSettings(address: PostgresAddress): { readonly [name: string]: string } {
  return address.kind === 'socket'
    ? {
        listen_addresses: '',
        unix_socket_directories: address.folder,
        unix_socket_permissions: '0700',
        port: String(socketPort),
      }
    : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(address.port) };
}

/** The URL of a database on the server. */
export function databaseUrl(
  address: PostgresAddress,
  user: { name: string; password: string },
  database: string,
): string {
  const login = `${user.name}:${encodeURIComponent(user.password)}`;
  return address.kind === 'socket'
    ? `postgres://${login}@localhost:${socketPort}/${database}?host=${encodeURIComponent(address.folder)}`
    : `postgres://${login}@127.0.0.1:${address.port}/${database}`;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
