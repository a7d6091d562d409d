import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * A model that tells everybody what it was shown: in plain text, in base64, in JSON and as in a URL; in headers, in
 * what it predicts, in what it says of errors. The end of the path says in which way.
 */
const ways: { readonly [way: string]: (told: string, response: ServerResponse) => void } = {
  predicts: (told, response) => answerJson(response, { echo: told }),
  'says-more': (told, response) => answerJson(response, { echo: 'short', more: told.repeat(900) }),
  'answers-wrongly': (told, response) => answerJson(response, { echo: { told } }),
  'answers-no-json': (told, response) => response.end(`{"echo": ${told}`),
  'answers-a-page': (told, response) => {
    response.setHeader('content-type', 'text/html').end(`<h1>Welcome, ${told}</h1>`);
  },
  fails: (told, response) => answerJson(response, { error: told }, 500),
  rejects: (told, response) => answerJson(response, { message: told, detail: [told] }, 422),
  'redirects-elsewhere': (told, response) => {
    const [value = ''] = told.split(' | ');
    response.writeHead(302, { location: `/?${encodeURIComponent(value)}` }).end(told);
  },
  'breaks-off': (told, response) => {
    response.setHeader('content-length', 100_000);
    response.write(told);
    setTimeout(() => response.destroy(), 20);
  },
  classes: (told, response) => answerJson(response, { told }, 500),
  infer: (told, response) => {
    const name = told.slice(0, 200);
    answerJson(response, { status: 'succeeded', results: [{ name, label: name, tag: {} }] });
  },
};

export const tellingWays = Object.keys(ways).filter((way) => way !== 'classes' && way !== 'infer');

export async function startTellingModel() {
  const shown: string[] = [];
  const server = createServer(async (request, response) => {
    await buffer(request);
    const told = tell(request);
    shown.push(told);
    const value = String(request.headers.authorization ?? request.headers['x-key'] ?? '');
    response.setHeader('x-seen', value);
    response.setHeader('x-seen-in-url', encodeURIComponent(value));
    response.setHeader('x-seen-in-base64', Buffer.from(value).toString('base64'));
    const way = ways[request.url?.split('/').at(-1) ?? ''];
    if (way) way(told, response);
    else answerJson(response, { told }, 404);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    shown,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What the caller showed, in every way of writing it. */
function tell({ headers }: IncomingMessage): string {
  const values = [headers.authorization, headers['x-key'], headers['x-api-key']];
  return values
    .filter((value) => value !== undefined)
    .map(String)
    .flatMap((value) => [value, value.replace(/^\S+ /, '')])
    .flatMap((value) => [
      value,
      Buffer.from(value, 'latin1').toString('base64'),
      Buffer.from(value).toString('base64'),
      encodeURIComponent(value),
      JSON.stringify(value),
      JSON.stringify(JSON.stringify({ value })),
    ])
    .join(' | ');
}

function answerJson(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
