import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { Agents } from './agents.ts';
import type { EgressGuard } from './egress-guard.ts';
import type { Recipient } from './recipient.ts';
import type { UnderWay } from './under-way.ts';

/** What a call and a download are made with. */
export interface HttpClient extends Agents {
  readonly egress: EgressGuard;
  /** Headers that say who calls; every request carries them. */
  readonly ownHeaders: { readonly [name: string]: string };
  readonly underWay: UnderWay;
  /** What all calls to an address with the same credentials have in common. */
  findRecipient(credentials: Credentials, url: string): Recipient;
}
