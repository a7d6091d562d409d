import { randomBytes } from 'node:crypto';
import { createAuditLog } from './access/audit.ts';
import { createAuth } from './access/auth-store.ts';
import { createLinkAddresses } from './access/links/link-addresses.ts';
import { createLinkStore } from './access/links/link-store.ts';
import { createOperatorService } from './access/operator/operator-service.ts';
import { createMemberStore } from './access/people/member-store.ts';
import { createUserStore } from './access/users/user-store.ts';
import type { Database } from './database/database.ts';

/** What the operator does about people on the machine of the hub, beside the hub itself. */
export function composeOperator(database: Database, baseUrl: string) {
  const audit = createAuditLog();
  // Nothing that this key of better-auth would protect is made or read here.
  const auth = createAuth(database, randomBytes(32).toString('base64'));
  return createOperatorService({
    links: createLinkStore(database, auth, audit),
    members: createMemberStore(database, audit),
    users: createUserStore(database, auth, audit),
    addresses: createLinkAddresses(baseUrl),
  });
}
