import { chmod, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { permissions } from '@patchbay/core/api/route.ts';
import type { KeyStore } from './key-store.ts';
import type { KnownKeys } from './known-keys.ts';

/**
 * The key that the command line on the machine of the hub uses, kept in the file `api-key` of the data folder
 * (mode 0600). It may do everything, what newer versions have learnt too. Where the file is lost, or its key
 * was revoked, another is made.
 */
export async function ensureOperatorKey(parts: {
  store: KeyStore;
  known: KnownKeys;
  dataFolder: string;
  /** For whom a new one is made. */
  findOrganisation(): Promise<string>;
}): Promise<string> {
  const { store, known, dataFolder } = parts;
  const file = join(dataFolder, 'api-key');
  const wanted = { name: `Operator: file api-key on ${hostname()}`, scopes: permissions };
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  const found = kept === '' ? null : await known.find(kept);
  if (found?.ok) {
    const { actor, organisationId } = found.value.caller;
    await store.bringUpToDate(hubItself(organisationId), actor.replace('key:', ''), wanted);
    known.forget(actor);
    return kept;
  }
  const maker = hubItself(await parts.findOrganisation());
  const { key } = await store.insert(maker, { ...wanted, expiresAt: null });
  await writeFile(file, `${key}\n`, { mode: 0o600 });
  await chmod(file, 0o600); // one that was there keeps its mode otherwise
  return key;
}

/** By whom what the hub does of itself is done, as the audit names it. */
function hubItself(organisationId: string) {
  return { organisationId, actor: 'hub', name: 'Patchbay', address: null };
}
