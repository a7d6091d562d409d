import { createAccessService } from './access/access-service.ts';
import { createAccessStore } from './access/access-store.ts';
import { createAuditService } from './access/audit-service.ts';
import { createAuditStore } from './access/audit-store.ts';
import { createAuth } from './access/auth-store.ts';
import { createKeyStore } from './access/keys/key-store.ts';
import { createKeysRoutes } from './access/keys/keys-routes.ts';
import { createKeysService } from './access/keys/keys-service.ts';
import { createKnownKeys } from './access/keys/known-keys.ts';
import { createFirstOwnerService } from './access/links/first-owner-service.ts';
import { createLinkAddresses } from './access/links/link-addresses.ts';
import { createLinkService } from './access/links/link-service.ts';
import { createLinkStore } from './access/links/link-store.ts';
import { createOidcProvider } from './access/oidc/oidc-provider.ts';
import { createOidcService } from './access/oidc/oidc-service.ts';
import { readOidcSettings } from './access/oidc/oidc-settings.ts';
import { createOidcStore } from './access/oidc/oidc-store.ts';
import { createInvitationStore } from './access/people/invitation-store.ts';
import { createMemberStore } from './access/people/member-store.ts';
import { createInvitationRoutes, createMemberRoutes } from './access/people/people-routes.ts';
import { createPeopleService } from './access/people/people-service.ts';
import { createAttempts } from './access/sessions/attempts.ts';
import { createSessionService } from './access/sessions/session-service.ts';
import { createSessionStore } from './access/sessions/session-store.ts';
import { createUserStore } from './access/users/user-store.ts';
import type { Engine } from './compose-engine.ts';
import type { Ground } from './compose-ground.ts';
import type { HubConfig } from './config.ts';
import type { OwnApi } from './http/own-api.ts';
import { hearAccessChanges } from './queue/access-signals.ts';

/** Who may come in, and by which door: keys, sessions, one-time links. */
export async function composeAccess(
  { database, deploymentSecret, audit, notifications }: Ground & Engine,
  config: HubConfig,
) {
  const secret = deploymentSecret.derive('sign-in').toString('base64');
  const auth = createAuth(database, secret, config.sessionDays);
  const store = createAccessStore(database, auth);
  const users = createUserStore(database, auth, audit);
  const links = createLinkStore(database, auth, audit);
  const attempts = createAttempts();
  const addresses = createLinkAddresses(config.publicUrl ?? null);
  const sessions = createSessionService({
    sessions: createSessionStore(database, auth, audit),
    users,
    attempts,
  });
  const oidc = readOidcSettings(config);
  const keys = createKeyStore(database, audit);
  const known = createKnownKeys(store.verifyKey);
  await hearAccessChanges(notifications, known.forget);
  return {
    access: createAccessService({ store, keys, known, attempts, dataFolder: config.dataFolder }),
    apiKeys: createKeysService({ store: keys, known }),
    entries: createAuditService(createAuditStore(database, audit)),
    sessions,
    links: createLinkService({ links, users, sessions, attempts }),
    firstOwner: createFirstOwnerService({ links, users, addresses }),
    people: createPeopleService({
      members: createMemberStore(database, audit),
      invitations: createInvitationStore(database, audit),
      links,
      addresses,
    }),
    linkAddresses: addresses,
    oidc:
      oidc &&
      createOidcService({
        provider: createOidcProvider(oidc),
        store: createOidcStore(database, auth, audit),
        sessions,
        attempts,
        key: deploymentSecret.derive('begun sign-ins'),
        domains: oidc.domains,
        publicUrl: config.publicUrl,
      }),
  };
}

export type Access = Awaited<ReturnType<typeof composeAccess>>;

/** What the contract has about keys and people. */
export function createAccessRoutes(api: OwnApi, { apiKeys, people }: Access) {
  return {
    apiKeys: createKeysRoutes(api, apiKeys),
    members: createMemberRoutes(api, people),
    invitations: createInvitationRoutes(api, people),
  };
}
