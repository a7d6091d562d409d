import { createCaller } from '../caller.ts';
import { createEgressGuard } from '../egress-guard.ts';

/**
 * Calls an address, downloads it, and tries one that may not be called, in a process whose environment names
 * proxies; says what became of it: `node call-with-proxies.ts <url> <refused url>`.
 */
const [, , url = '', refused = ''] = process.argv;
const caller = createCaller({ egress: createEgressGuard({ allow: [new URL(url).host] }) });

async function call(target: string): Promise<string> {
  const request = { method: 'GET' as const, url: target };
  const { outcome } = await caller.call({ request, credentials: {}, timeoutMs: 5000 });
  return outcome.ok ? outcome.response.body : outcome.problem.code;
}

async function download(target: string): Promise<string> {
  const outcome = await caller.download({ url: target, maximumBytes: 100, timeoutMs: 5000 });
  return outcome.ok ? Buffer.from(outcome.value.bytes).toString() : outcome.problem.code;
}

process.send?.({
  called: await call(url),
  downloaded: await download(url),
  refused: [await call(refused), await download(refused)],
});
await caller.close();
