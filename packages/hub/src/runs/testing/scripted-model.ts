import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';

/** One call that reached the model. */
export interface SeenCall {
  /** The text of the data row. */
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly atMs: number;
  /** How often this text was asked for, this time included. */
  readonly attempt: number;
}

/** A model, of `foundry` unless a test answers otherwise, whose answer to each call a test decides, and which remembers the calls. */
export interface ScriptedModel {
  readonly url: string;
  /** `host:port`, to be allowed. */
  readonly host: string;
  readonly calls: SeenCall[];
  /** Calls that were being answered at the same moment, at most. */
  readonly mostAtOnce: () => number;
  close(): Promise<void>;
}

type Script = (call: SeenCall, response: ServerResponse) => void | Promise<void>;

/** The answer that echoes a text, for an ontology with the free text `echo`. */
export function answerEcho(response: ServerResponse, text: string): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ echo: text }));
}

/** Starts the model; without a script it echoes every text. */
export async function startScriptedModel(
  script: Script = (call, response) => answerEcho(response, call.text),
): Promise<ScriptedModel> {
  const calls: SeenCall[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const server = createServer(async (request, response) => {
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    response.once('close', () => {
      atOnce -= 1;
    });
    const written = await readText(request);
    // A GET has no body.
    const body: unknown = written === '' ? {} : JSON.parse(written);
    const text = findText(body);
    const attempt = calls.filter((call) => call.text === text).length + 1;
    const call = { text, headers: request.headers, body, atMs: performance.now(), attempt };
    calls.push(call);
    await script(call, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/predict`,
    host: `127.0.0.1:${port}`,
    calls,
    mostAtOnce: () => mostAtOnce,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The text part of a prompt; empty where the request has none. */
function findText(body: unknown): string {
  const { prompt = [] } = body as { prompt?: { parts: { text?: string }[] }[] };
  return prompt.flatMap(({ parts }) => parts).find(({ text }) => text !== undefined)?.text ?? '';
}
