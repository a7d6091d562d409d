import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Misbehaviour = (response: ServerResponse) => void;

function answerJson(body: unknown): Misbehaviour {
  return (response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  };
}

/** What each path of the server does wrong. All speak `foundry` otherwise. */
const misbehaviours = {
  '/silent': () => {},
  '/html': (response) => {
    response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><html><body><h1>Please sign in</h1></body></html>');
  },
  '/truncated': (response) => {
    response.setHeader('content-type', 'application/json').end('{"parcel": {"boxes": [[1, 2, 3');
  },
  '/wrong-types': answerJson({ parcel: { boxes: [['left', 2, 3, 4]], scores: [0.5] } }),
  '/unknown-class': answerJson({ elephant: { boxes: [[1, 2, 3, 4]], scores: [0.5] } }),
  '/uneven-scores': answerJson({
    parcel: {
      boxes: [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
      scores: [0.5],
    },
  }),
  '/short-mask': answerJson({ damage: { masks: [{ size: [48, 64], counts: [10, 5] }] } }),
  '/span-beyond': answerJson({ person: [{ start: 900, end: 903, text: 'Zoe' }] }),
} satisfies Record<string, Misbehaviour>;

export type MisbehavingPath = keyof typeof misbehaviours;

/** A model server on which every path breaks the contract in its own way. */
export async function startMisbehavingModel(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const misbehave: Misbehaviour | undefined = Object.entries(misbehaviours).find(
      ([known]) => known === path,
    )?.[1];
    if (!misbehave) response.writeHead(404).end();
    else request.resume().on('end', () => misbehave(response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
