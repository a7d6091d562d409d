import { createCaller } from '@patchbay/connect/caller.ts';
import { checkEndpoint } from '@patchbay/connect/check/check-endpoint.ts';
import type { CheckOptions } from '@patchbay/connect/check/session/check-options.ts';
import { readConnection } from '@patchbay/connect/connection.ts';
import { createEgressGuard } from '@patchbay/connect/egress-guard.ts';
import type { CheckReport } from '@patchbay/core/conformance/check-report.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';

/** An endpoint as somebody typed it at the terminal, and how it is to be checked. */
export interface TypedEndpoint
  extends Omit<CheckOptions, 'protocol' | 'connection' | 'caller' | 'pace'> {
  readonly url: string;
  readonly protocol: string;
  /** Settings of the connection beside the address. */
  readonly settings: { readonly [key: string]: Json };
}

/**
 * Checks an endpoint from this machine, without a hub. The person who typed the address may call it
 * wherever it lies, so it is allowed; every other private address stays refused.
 */
export async function checkTypedEndpoint({
  url,
  settings,
  ...endpoint
}: TypedEndpoint): Promise<CheckReport> {
  const protocol = takeValue(findProtocol(endpoint.protocol));
  const connection = { url, ...settings };
  takeValue(readConnection(protocol, connection));
  const egress = createEgressGuard({ allow: [new URL(url).host] });
  const caller = createCaller({ egress });
  try {
    return await checkEndpoint({ ...endpoint, protocol, connection, caller });
  } finally {
    await caller.close();
  }
}

/** What somebody typed wrongly ends the check before anything is called. */
function takeValue<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new PatchbayError(outcome.problem);
}
