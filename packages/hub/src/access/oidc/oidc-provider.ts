import * as client from 'openid-client';
import type { BegunSignIn } from './begun-sign-in.ts';
import { type Identity, readIdentity } from './identity.ts';
import { failuresOfProvider } from './oidc-failures.ts';
import type { OidcSettings } from './oidc-settings.ts';

/** So long the hub waits for one answer of the service. */
const deadlineSeconds = 10;

export type OidcProvider = ReturnType<typeof createOidcProvider>;

/**
 * The service by which people sign in. Its addresses are those of the operator and of what the service says
 * of itself, so that its library calls them, without the guard for addresses that users type.
 */
export function createOidcProvider(settings: OidcSettings) {
  let described: Promise<client.Configuration> | null = null;

  /** What the service says of itself: read when first wanted, and again where that failed. */
  async function describe(): Promise<client.Configuration> {
    described ??= discover(settings);
    try {
      return await described;
    } catch (failure) {
      described = null;
      throw failure;
    }
  }

  return {
    name: settings.name,

    /** The address of the service at which somebody signs in, and what is kept until they come back. */
    async begin(
      callbackAddress: string,
      back: string,
    ): Promise<{ address: string; begun: BegunSignIn }> {
      const configuration = await failuresOfProvider(describe);
      const begun = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        codeVerifier: client.randomPKCECodeVerifier(),
        back,
      };
      const address = client.buildAuthorizationUrl(configuration, {
        redirect_uri: callbackAddress,
        scope: 'openid email profile',
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(begun.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, begun };
    },

    /**
     * Who came back, by the code in the address to which the service sent them. The token is checked whole:
     * issuer, audience, times, nonce, and the signature by a key that the service shows.
     * @throws PatchbayError AUTH_OIDC_DENIED, AUTH_OIDC_STALE, AUTH_OIDC_UNREACHABLE, AUTH_OIDC_INVALID
     */
    async identify(cameTo: URL, begun: BegunSignIn): Promise<Identity> {
      return await failuresOfProvider(async () => {
        const configuration = await describe();
        const tokens = await client.authorizationCodeGrant(configuration, cameTo, {
          expectedState: begun.state,
          expectedNonce: begun.nonce,
          pkceCodeVerifier: begun.codeVerifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw new Error('The service sent no ID token.');
        // The standard lets it say there what it does not say in the token.
        const asksMore =
          claims.email === undefined && configuration.serverMetadata().userinfo_endpoint;
        const said = asksMore
          ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
          : claims;
        return readIdentity(claims, said);
      });
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings) {
  const url = new URL(issuer);
  return await client.discovery(url, clientId, undefined, proveWith(clientSecret), {
    timeout: deadlineSeconds,
    execute: [
      client.enableNonRepudiationChecks, // Signatures too, where TLS alone might do.
      ...(url.protocol === 'http:' ? [client.allowInsecureRequests] : []),
    ],
  });
}

/** Shows the secret in the header where the service takes it there, and in the body where it does not. */
function proveWith(secret: string): client.ClientAuth {
  const inHeader = client.ClientSecretBasic(secret);
  const inBody = client.ClientSecretPost(secret);
  return (service, known, body, headers) => {
    const ways = service.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const prove = ways.includes('client_secret_basic') ? inHeader : inBody;
    prove(service, known, body, headers);
  };
}
