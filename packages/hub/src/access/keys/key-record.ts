import type { ApiKeyView } from '@patchbay/core/api/key-routes.ts';
import type { Permission } from '@patchbay/core/api/route.ts';
import * as z from 'zod';
import { fromKeyPermissions } from '../key-permissions.ts';

/** What somebody wants of a new key. */
export interface NewKey {
  readonly name: string;
  readonly scopes: readonly Permission[];
  /** Null: it does not expire. */
  readonly expiresAt: Date | null;
}

/**
 * What is kept beside the columns of better-auth, as JSON. The end of a key is here and not in its column
 * `expires_at`: better-auth deletes keys that have expired by that, and here they stay in the list.
 */
const keyFactsSchema = z.object({
  /** What people called who made it, at that moment; null where the hub itself did. */
  createdBy: z.string().nullable().default(null),
  /** In milliseconds since 1970: better-auth turns texts that look like a moment into dates when it reads them. */
  expiresAtMs: z.int().nullable().default(null),
});
export type KeyFacts = z.infer<typeof keyFactsSchema>;

/** The facts of a key; none for a key that an earlier version made. */
export function readKeyFacts(metadata: unknown): KeyFacts {
  return keyFactsSchema.parse(metadata ?? {});
}

/** A key as it is kept. */
export interface KeyRow {
  readonly id: string;
  readonly name: string | null;
  readonly start: string | null;
  readonly enabled: boolean | null;
  readonly permissions: string | null;
  readonly metadata: string | null;
  readonly createdAt: Date;
  readonly lastRequest: Date | null;
}

/** A key as it is shown. */
export function toKeyView(row: KeyRow, now = new Date()): ApiKeyView {
  const { createdBy, expiresAtMs } = readKeyFacts(JSON.parse(row.metadata ?? 'null'));
  return {
    id: row.id,
    name: row.name ?? '',
    start: row.start ?? '',
    scopes: [...fromKeyPermissions(JSON.parse(row.permissions ?? 'null'))],
    state: stateOf(row, expiresAtMs, now),
    createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: expiresAtMs === null ? null : new Date(expiresAtMs).toISOString(),
    lastUsedAt: row.lastRequest?.toISOString() ?? null,
  };
}

function stateOf({ enabled }: KeyRow, expiresAtMs: number | null, now: Date): ApiKeyView['state'] {
  if (enabled === false) return 'revoked';
  return expiresAtMs !== null && expiresAtMs <= now.getTime() ? 'expired' : 'active';
}
