import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { nameKeys } from '../vault/vault.ts';
import type { WorkingProcess } from './deployment-rows.ts';

export function noHub(): PatchbayError {
  return new PatchbayError({
    code: 'STORAGE_DATABASE_FAILED',
    message:
      'No hub has ever run on this database: there is no key to replace. Start `patchbay serve` on it first.',
  });
}

export function otherRotation(): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_IN_USE',
    message: 'Another `patchbay rotate-key` is at work on this database. Wait until it has ended.',
  });
}

export function setByEnvironment(keyId: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The key ${keyId} comes from PATCHBAY_SECRET_KEY, which a command cannot change. Give the hub, every worker and this command the new key in PATCHBAY_SECRET_KEY and this one in PATCHBAY_PREVIOUS_SECRET_KEY, start hub and workers again, and then call \`patchbay rotate-key\` once more. Nothing was changed.`,
  });
}

/** The new key waits: nothing is sealed with what a process could not open. */
export function notShared(keyId: string, processes: readonly WorkingProcess[]): PatchbayError {
  const places = processes.map(
    ({ address, connectedAt }) =>
      `${address} (connected since ${connectedAt.toISOString().slice(0, 19)}Z)`,
  );
  const count =
    processes.length === 1 ? 'A process at work does' : `${processes.length} processes at work do`;
  return new PatchbayError({
    code: 'SECRET_KEY_NOT_SHARED',
    message: `${count} not know the new key ${keyId}: ${places.join(', ')}. Nothing is sealed with it yet. Copy the file secret-key to the data folder of each (they read it by themselves), or start them with it in PATCHBAY_SECRET_KEY and the key before in PATCHBAY_PREVIOUS_SECRET_KEY; then call \`patchbay rotate-key\` again.`,
    details: { keyId, processes: places },
  });
}

export function stillWanted(keyIds: readonly string[]): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_IN_USE',
    message: `Secrets in the database are still sealed with ${nameKeys(keyIds)}. Call \`patchbay rotate-key\` first: it goes on where it was broken off. Nothing was changed.`,
    details: { keys: [...keyIds] },
  });
}

export function retiredByEnvironment(keyIds: readonly string[]): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `No secret is sealed with ${nameKeys(keyIds)} any more. Take PATCHBAY_PREVIOUS_SECRET_KEY out of the environment of hub and workers; they need it no longer, from their next start on.`,
  });
}

export function keyIsHere(keyId: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The key ${keyId}, with which the secrets are sealed, is here and not lost. Call \`patchbay rotate-key\` without --lost-key to replace it. Nothing was changed.`,
  });
}

export function stillAtWork(processes: readonly WorkingProcess[]): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_IN_USE',
    message: `Hub or workers are at work with the key that is said to be lost: ${processes.map(({ address }) => address).join(', ')}. It may be on that machine, in PATCHBAY_SECRET_KEY or in the file secret-key. Where it is not, stop them first. Nothing was changed.`,
  });
}
