import type { Credentials } from '@patchbay/core/model/credentials.ts';
import { authenticationHeaders } from './authenticate.ts';
import type { Headers } from './map-headers.ts';
import { createRedactor, type Redact, redactHeaders } from './redact.ts';
import { acceptedEncodings } from './response/content-encoding.ts';

/** Whom calls are made to: what all calls to one address with the same credentials have in common. */
export interface Recipient {
  /** Headers that every call carries, before all others; and those of the credentials, after all others. */
  readonly general: Headers;
  readonly authentication: Headers;
  /** Both as they are kept: without what is secret. */
  readonly recordedGeneral: Headers;
  readonly recordedAuthentication: Headers;
  readonly recordedUrl: string;
  /** Replaces the credentials, and what the address carries in place of some. */
  readonly redact: Redact;
}

/** By it a hub knows its own calls: nobody else is to know what it says. */
export const loopHeader = 'patchbay-loop';

/** So many addresses are remembered for the same credentials: as a rule there is one. */
const maximumRemembered = 256;

/** Prepares each recipient once. `ownHeaders` say who calls. */
export function createRecipients(ownHeaders: Headers) {
  const known = new WeakMap<Credentials, Map<string, Recipient>>();

  function prepare(credentials: Credentials, url: string): Recipient {
    const redact = createRedactor(credentials, url);
    const general: Headers = {
      accept: 'application/json',
      'accept-encoding': acceptedEncodings,
      ...ownHeaders,
    };
    const { [loopHeader]: _, ...shown } = general;
    const authentication = authenticationHeaders(credentials);
    return {
      general,
      authentication,
      recordedGeneral: redactHeaders(shown, () => false, redact),
      recordedAuthentication: redactHeaders(authentication, () => true, redact),
      recordedUrl: redact(url),
      redact,
    };
  }

  return (credentials: Credentials, url: string): Recipient => {
    const ofCredentials = known.get(credentials) ?? new Map<string, Recipient>();
    known.set(credentials, ofCredentials);
    const prepared = ofCredentials.get(url);
    if (prepared) return prepared;
    if (ofCredentials.size >= maximumRemembered) ofCredentials.clear();
    const recipient = prepare(credentials, url);
    ofCredentials.set(url, recipient);
    return recipient;
  };
}
