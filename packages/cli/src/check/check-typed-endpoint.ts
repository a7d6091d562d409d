import { createCaller } from '@patchbay/connect/caller.ts';
import { checkEndpoint } from '@patchbay/connect/check/check-endpoint.ts';
import { readConnection } from '@patchbay/connect/connection.ts';
import { createEgressGuard } from '@patchbay/connect/egress-guard.ts';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { CheckReport } from '@patchbay/core/model/check-report.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';

/** An endpoint as somebody typed it at the terminal. */
export interface TypedEndpoint {
  readonly url: string;
  readonly protocol: string;
  /** Settings of the connection beside the address. */
  readonly settings: { readonly [key: string]: Json };
  readonly credentials: Credentials;
  readonly ontology: Ontology | undefined;
  /** What to ask it about; what fits the classes where nobody says. */
  readonly dataRowType: DataRowType | undefined;
  readonly timeoutMs: number;
}

/**
 * Checks an endpoint from this machine, without a hub. The person who typed the address may call it
 * wherever it lies, so it is allowed; every other private address stays refused.
 */
export async function checkTypedEndpoint(endpoint: TypedEndpoint): Promise<CheckReport> {
  const { credentials, ontology, dataRowType, timeoutMs } = endpoint;
  const protocol = takeValue(findProtocol(endpoint.protocol));
  const connection = { url: endpoint.url, ...endpoint.settings };
  takeValue(readConnection(protocol, connection));
  const egress = createEgressGuard({ allow: [new URL(endpoint.url).host] });
  const caller = createCaller({ egress });
  try {
    return await checkEndpoint({
      protocol,
      connection,
      credentials,
      ...(ontology && { ontology }),
      ...(dataRowType && { dataRowType }),
      timeoutMs,
      caller,
    });
  } finally {
    await caller.close();
  }
}

/** What somebody typed wrongly ends the check before anything is called. */
function takeValue<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new PatchbayError(outcome.problem);
}
