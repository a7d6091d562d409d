import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Attempts } from '../sessions/attempts.ts';
import type { SessionService } from '../sessions/session-service.ts';
import type { Visitor } from '../sessions/visitor.ts';
import {
  type BegunSignIn,
  begunSignInSeconds,
  openBegunSignIn,
  sealBegunSignIn,
} from './begun-sign-in.ts';
import type { OidcProvider } from './oidc-provider.ts';
import type { OidcStore, Refusal } from './oidc-store.ts';
import { pathOfHub } from './path-of-hub.ts';

/** Where the hub is for somebody who signs in, and where they come back to it. */
const callbackPath = '/api/v1/session/oidc/callback';

export type OidcService = ReturnType<typeof createOidcService>;

/** People come in by the service that the operator configured: they go there, and come back with a code. */
export function createOidcService(parts: {
  provider: OidcProvider;
  store: OidcStore;
  sessions: Pick<SessionService, 'open'>;
  attempts: Attempts;
  /** By which what a browser keeps meanwhile is sealed: 32 bytes. */
  key: Uint8Array;
  domains: readonly string[];
  /** Absent: people come back to the address under which they came. */
  publicUrl: string | undefined;
}) {
  const { provider, store, sessions, attempts, key, domains } = parts;
  const publicUrl = parts.publicUrl?.replace(/\/+$/, '');
  /** Each sign-in is finished once, whatever becomes of its cookie. */
  const finished = new RateLimiterMemory({ points: 1, duration: begunSignInSeconds });

  /** @throws PatchbayError AUTH_OIDC_STALE */
  async function open(sealed: string | undefined, state: string | null): Promise<BegunSignIn> {
    const begun = sealed === undefined ? null : await openBegunSignIn(sealed, key);
    if (!begun)
      throw stale('The browser brought no sign-in that was begun here and is still good.');
    if (begun.state !== state) throw stale('The state is not that of the sign-in that was begun.');
    const isFirst = await finished.consume(begun.state).then(
      () => true,
      () => false,
    );
    if (!isFirst) throw stale('This sign-in was finished before.');
    return begun;
  }

  async function admit(cameTo: URL, sealed: string | undefined, visitor: Visitor) {
    const begun = await open(sealed, cameTo.searchParams.get('state'));
    const identity = await provider.identify(cameTo, begun);
    const admitted = await store.admit({ identity, domains, address: visitor.address });
    if (typeof admitted === 'string') throw refused(admitted);
    const { userId, name, ...where } = admitted;
    const token = await sessions.open({ id: userId, name }, { visitor, way: 'oidc', ...where });
    return { token, back: begun.back };
  }

  return {
    name: provider.name,

    /** The address of the service to which the browser goes, and what it keeps until it comes back. */
    async begin(ownAddress: string, back: unknown): Promise<{ address: string; sealed: string }> {
      const callback = `${publicUrl ?? ownAddress}${callbackPath}`;
      const { address, begun } = await provider.begin(callback, pathOfHub(back));
      return { address, sealed: await sealBegunSignIn(begun, key) };
    },

    /**
     * Lets in who came back, `path` being where the service sent them; returns the token of their session and
     * the path to which they want.
     * @throws PatchbayError AUTH_OIDC_…, AUTH_TOO_MANY_ATTEMPTS
     */
    async finish(
      { ownAddress, path }: { ownAddress: string; path: string },
      sealed: string | undefined,
      visitor: Visitor,
    ): Promise<{ token: string; back: string }> {
      try {
        return await admit(new URL(`${publicUrl ?? ownAddress}${path}`), sealed, visitor);
      } catch (failure) {
        if (failure instanceof PatchbayError) await attempts.comingBackRefused(visitor);
        throw failure;
      }
    },
  };
}

const refusals: { readonly [Code in Refusal]: string } = {
  AUTH_OIDC_EMAIL_UNVERIFIED: 'The service sent no e-mail address that it has verified.',
  AUTH_OIDC_EMAIL_TAKEN: 'Somebody else of the service is linked to the user with this address.',
  AUTH_OIDC_NOT_INVITED: 'Neither a member, nor an invitation, nor a domain lets them in.',
};

function refused(code: Refusal): PatchbayError {
  return new PatchbayError({ code, message: refusals[code] });
}

function stale(message: string): PatchbayError {
  return new PatchbayError({ code: 'AUTH_OIDC_STALE', message });
}
