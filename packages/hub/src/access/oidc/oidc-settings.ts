import type { HubConfig } from '../../config.ts';

/** The service by which people sign in, and how this hub is known to it. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What its button says. */
  readonly name: string;
  /** Who has a verified address of these may come without an invitation. */
  readonly domains: readonly string[];
}

/** What the configuration says of it; null where nobody signs in by another service. */
export function readOidcSettings(
  config: Pick<
    HubConfig,
    'oidcIssuer' | 'oidcClientId' | 'oidcClientSecret' | 'oidcName' | 'oidcDomains'
  >,
): OidcSettings | null {
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret } = config;
  if (!issuer || !clientId || !clientSecret) return null;
  const name = config.oidcName ?? new URL(issuer).hostname;
  return { issuer, clientId, clientSecret, name, domains: config.oidcDomains };
}
