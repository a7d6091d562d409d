import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of which only the list of classes matters, and who asked for it. */
export interface ClassServer {
  readonly url: string;
  /** The headers of every call to `/api/classes`. */
  readonly asked: IncomingHttpHeaders[];
  /** What it answers: a status, and a body that is sent as it is. */
  answer: { status: number; body: string };
  close(): Promise<void>;
}

export async function startClassServer(): Promise<ClassServer> {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/api/classes') asked.push(request.headers);
    response.writeHead(started.answer.status, { 'content-type': 'application/json' });
    response.end(started.answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const started: ClassServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    asked,
    answer: { status: 200, body: '[]' },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return started;
}
