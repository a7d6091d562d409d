import { Agent } from 'undici';
import type { BenchEndpoint } from '../endpoint/start-endpoint.ts';
import { credentials } from './bench-model.ts';
import { inParallel } from './in-parallel.ts';

/** Calls without an engine: the least that anybody would write with the same HTTP client. */
export interface BareCalls {
  send(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A loop of `request` that sends the bytes that the engine sends, and reads each answer as text. */
export function openBareLoop(endpoint: BenchEndpoint, concurrency: number): BareCalls {
  const dispatcher = new Agent({ pipelining: 1 });
  const url = new URL(`${endpoint.url()}/infer`);
  const headers = {
    accept: 'application/json',
    'accept-encoding': 'gzip, deflate, br, zstd',
    'user-agent': 'patchbay/0.1.0',
    'content-type': 'application/json',
    'idempotency-key': '0199c0de-0000-7000-8000-000000000001',
    authorization: `Bearer ${credentials.bearer?.token}`,
  };
  let sent = 0;

  async function sendOne(): Promise<void> {
    sent += 1;
    const image = { url: `https://images.example.com/street/2026-11-04/frame-${sent % 1000}.jpg` };
    const answer = await dispatcher.request({
      origin: url.origin,
      path: url.pathname,
      method: 'POST',
      headers,
      body: JSON.stringify({ image, params: {} }),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200 || text.length < 700) throw new Error(`Answered with ${text}`);
  }

  return {
    send: (count) => inParallel(concurrency, count, sendOne),
    close: () => dispatcher.close(),
  };
}
