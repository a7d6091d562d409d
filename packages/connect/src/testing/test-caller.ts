import type { HttpRequest } from '@patchbay/protocols/http-message.ts';
import { onTestFinished } from 'vitest';
import type { CallOptions, CallResult } from '../call-endpoint.ts';
import { type Caller, createCaller } from '../caller.ts';
import { createEgressGuard, type EgressSettings } from '../egress-guard.ts';

/** A caller that may call this machine, and is closed with the test. */
export function createTestCaller(settings: Partial<EgressSettings> = {}): Caller {
  const egress = createEgressGuard({ allow: ['127.0.0.0/8', '::1'], ...settings });
  const caller = createCaller({ egress });
  onTestFinished(() => caller.close());
  return caller;
}

/** Posts a small body to a URL, or sends the request that is given. */
export function callOnce(
  target: string | HttpRequest,
  options: Partial<CallOptions> & { caller?: Caller } = {},
): Promise<CallResult> {
  const { caller = createTestCaller(), ...rest } = options;
  const request: HttpRequest =
    typeof target === 'string' ? { method: 'POST', url: target, body: { text: 'hello' } } : target;
  return caller.call({ request, credentials: {}, timeoutMs: 5000, ...rest });
}

/** As {@link callOnce}, for a call that is expected to fail: its problem. */
export async function failOnce(...parameters: Parameters<typeof callOnce>) {
  const { outcome } = await callOnce(...parameters);
  if (outcome.ok) throw new Error(`The call succeeded: ${outcome.response.body}`);
  return { ...outcome.problem, retryAfterMs: outcome.retryAfterMs };
}
