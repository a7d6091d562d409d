import type { Dispatcher } from 'undici';
import type { EgressGuard } from './egress-guard.ts';

/** What a call and a download are made with. */
export interface HttpClient {
  readonly dispatcher: Dispatcher;
  /** Makes a connection for each request, and keeps none. */
  readonly freshDispatcher: Dispatcher;
  readonly egress: EgressGuard;
  /** Headers that say who calls; every request carries them. */
  readonly ownHeaders: { readonly [name: string]: string };
}
