import { createHmac } from 'node:crypto';
import {
  type Credentials,
  type CredentialsSummary,
  credentialsSchema,
  listSecrets,
  summariseCredentials,
} from '@patchbay/core/model/credentials.ts';
import { knownSecrets } from '../vault/known-secrets.ts';
import type { Transaction, Vault } from '../vault/vault.ts';
import { credentialsContext } from './credentials-context.ts';
import type { ModelRecord } from './model-record.ts';

/** What the row of a model keeps of its credentials. */
export type KeptCredentials = Pick<ModelRecord, 'sealedCredentials' | 'credentialsSummary'>;

export type CredentialsKeeper = ReturnType<typeof createCredentialsKeeper>;

/**
 * Puts credentials into the form in which the rows of models keep them: sealed, and beside that what may be shown.
 * The key is that of fingerprints.
 */
export function createCredentialsKeeper({ vault, key }: { vault: Vault; key: Buffer }) {
  /**
   * Eight letters and digits by which people know a secret again: the same for the same secret anywhere in an
   * organisation. Nobody without the key can try out secrets against it.
   */
  function fingerprint(organisationId: string, secrets: readonly string[]): string {
    return createHmac('sha256', key)
      .update(JSON.stringify([organisationId, ...secrets]))
      .digest('hex')
      .slice(0, 8);
  }

  function summarise(organisationId: string, credentials: Credentials): CredentialsSummary {
    const secrets = listSecrets(credentials);
    return {
      ...summariseCredentials(credentials),
      ...(secrets.length > 0 && {
        fingerprint: fingerprint(organisationId, secrets),
        setAt: new Date().toISOString(),
      }),
    };
  }

  return {
    /** What is kept, sealed in the transaction that writes the row. */
    async keep(
      transaction: Transaction,
      { organisationId, id }: Pick<ModelRecord, 'organisationId' | 'id'>,
      credentials: Credentials,
    ): Promise<KeptCredentials> {
      knownSecrets.note(credentials);
      const isEmpty = Object.keys(credentials).length === 0;
      const context = credentialsContext(organisationId, id);
      return {
        sealedCredentials: isEmpty
          ? null
          : await vault.sealIn(transaction, JSON.stringify(credentials), context),
        credentialsSummary: summarise(organisationId, credentials),
      };
    },

    /** Opens what is kept: only for calling the model. @throws PatchbayError SECRET_UNREADABLE */
    open(organisationId: string, id: string, sealed: string | null): Credentials {
      if (sealed === null) return {};
      const text = vault.unseal(sealed, credentialsContext(organisationId, id));
      const credentials = credentialsSchema.parse(JSON.parse(text));
      knownSecrets.note(credentials);
      return credentials;
    },
  };
}
