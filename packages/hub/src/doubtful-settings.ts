import type { HubConfig } from './config.ts';

/** What is set in a way that works, and is hardly meant: a sentence for each. */
export function findDoubtfulSettings({ publicUrl, trustedProxies }: HubConfig): string[] {
  const isBehindProxy = publicUrl?.startsWith('https:') === true;
  if (!isBehindProxy || trustedProxies.length > 0) return [];
  return [
    'PATCHBAY_PUBLIC_URL is https, so a proxy stands before the hub, and PATCHBAY_TRUSTED_PROXIES names none: everybody seems to come from the address of the proxy, in the audit, and where it is counted how often somebody may try to sign in. Name the address of the proxy there, such as 127.0.0.1.',
  ];
}
