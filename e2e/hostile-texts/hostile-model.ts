import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inGroups, payloads } from './payloads.ts';

/** What one payload leaves open would swallow the next. */
const closing = '</noembed></select></template></noscript></style></math></svg></form>';

/** How many classes of an answer have names that are payloads. */
const classesInAnswer = 10;

export interface HostileModel {
  /** Answers with payloads for classes, words and choices. */
  readonly answering: string;
  /** Fails with payloads for reasons: as JSON, as a page, as a status with a text. */
  readonly failing: string;
  /** A page into which all payloads were written without care. */
  readonly carelessPage: string;
  close(): Promise<void>;
}

/** Serves a model of the contract `foundry` whose every word is a payload, each call with the next ones. */
export async function startHostileModel(): Promise<HostileModel> {
  let calls = 0;
  const groups = inGroups(classesInAnswer);
  const server = createServer((request, response) => {
    request.resume();
    const call = calls;
    calls += 1;
    const payload = payloads[call % payloads.length] ?? '';
    if (request.url === '/careless') {
      response.setHeader('content-type', 'text/html').end(payloads.join(`\n${closing}\n`));
    } else if (request.url === '/answering') {
      const classes = (groups[call % groups.length] ?? []).map((name) => [
        name,
        [{ start: 0, end: 4 }],
      ]);
      const words = { verdict: payload, choice: payloads[(call + 30) % payloads.length] };
      const answer = JSON.stringify({ ...Object.fromEntries(classes), ...words });
      response.setHeader('content-type', 'application/json').end(answer);
    } else if (call % 3 === 0) {
      response.writeHead(422, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: payload }));
    } else {
      response.writeHead(call % 3 === 1 ? 200 : 400, { 'content-type': 'text/html' });
      response.end(`<!doctype html>${payload}`);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    answering: `${url}/answering`,
    failing: `${url}/failing`,
    carelessPage: `${url}/careless`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
