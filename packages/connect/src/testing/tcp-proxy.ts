import net from 'node:net';
import { join } from 'node:path';
import { listen } from './loopback-port.ts';
import { type Line, openLine } from './proxy/line.ts';
import { fairWeather, type Weather } from './proxy/weather.ts';

/** A line between two programs whose weather a test makes: from a worker to its database, or to its model. */
export interface TcpProxy {
  /** The address of the target, by way of this proxy. */
  readonly url: string;
  /** `host:port` of this proxy, to be allowed. */
  readonly host: string;
  /** Changes what is named, for connections that are open and for those to come. */
  set(changes: Partial<Weather>): Promise<void>;
  /** Resets every connection that is open, on both sides. */
  resetAll(): void;
  /** Lets the target vanish from every connection that is open: who called is not told. */
  abandonAll(): void;
  /** Connections that are open, and those that were ever made. */
  count(): { readonly open: number; readonly made: number };
  close(): Promise<void>;
}

/**
 * Starts a proxy in fair weather. `targetUrl` names host and port, as `http:` and `postgres:` URLs do; one
 * of PostgreSQL may name the folder of a socket instead.
 */
export async function startTcpProxy(targetUrl: string): Promise<TcpProxy> {
  const target = readTarget(new URL(targetUrl));
  const lines = new Set<Line>();
  let weather = fairWeather;
  let made = 0;

  async function connect(near: net.Socket): Promise<void> {
    made += 1;
    if (weather.state === 'resetting') return void near.on('error', () => {}).resetAndDestroy();
    const line = openLine(near, target, () => weather);
    lines.add(line);
    await line.ended;
    lines.delete(line);
  }

  const createServer = () => {
    return net.createServer({ allowHalfOpen: true }, (near) => void connect(near));
  };
  let server: net.Server | null = createServer();
  const port = await listen(server);

  return {
    url: moveUrl(targetUrl, port),
    host: `127.0.0.1:${port}`,
    async set(changes) {
      weather = { ...weather, ...changes };
      if (weather.state === 'refusing') {
        server?.close();
        server = null;
      } else if (!server) {
        server = createServer();
        await listen(server, port);
      }
      for (const line of lines) line.passDue();
    },
    resetAll() {
      for (const line of lines) line.reset();
    },
    abandonAll() {
      for (const line of lines) line.abandon();
    },
    count: () => ({ open: lines.size, made }),
    async close() {
      server?.close();
      for (const line of lines) line.reset();
      await Promise.all([...lines].map((line) => line.ended));
    },
  };
}

function readTarget({ hostname, port, searchParams }: URL): net.NetConnectOpts {
  const folder = searchParams.get('host');
  if (folder) return { path: join(folder, `.s.PGSQL.${port || 5432}`) };
  return { host: hostname, port: Number(port) };
}

function moveUrl(targetUrl: string, port: number): string {
  const moved = new URL(targetUrl);
  moved.hostname = '127.0.0.1';
  moved.port = String(port);
  moved.searchParams.delete('host');
  return moved.href;
}
