import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { SecretKey } from './secret-key.ts';

/** Seals secrets for the database (DESIGN law 7). */
export interface Vault {
  /**
   * Seals a text. It can be unsealed in the same context only: a context names organisation, row
   * and field, so that a sealed text that was copied into another row is worthless there.
   */
  seal(text: string, context: string): string;
  /** @throws PatchbayError SECRET_UNREADABLE */
  unseal(sealed: string, context: string): string;
}

const algorithm = 'aes-256-gcm';
const form = 'v1';

/** A vault whose seal reads `v1.<key id>.<nonce>.<tag>.<ciphertext>`, the last three in base64url. */
export function createVault(secretKey: SecretKey): Vault {
  const key = secretKey.derive('vault');
  return {
    seal(text, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(context));
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const parts = [nonce, cipher.getAuthTag(), ciphertext];
      return [form, secretKey.id, ...parts.map((part) => part.toString('base64url'))].join('.');
    },

    unseal(sealed, context) {
      const [foundForm, keyId, nonce, tag, ciphertext] = sealed.split('.');
      if (foundForm !== form || !nonce || !tag || ciphertext === undefined) {
        throw unreadable('A stored secret is damaged: it does not have the form of a seal.');
      }
      if (keyId !== secretKey.id) {
        throw unreadable(
          `A stored secret was sealed with the key ${keyId}, but the hub runs with the key ${secretKey.id}.`,
        );
      }
      try {
        const decipher = createDecipheriv(algorithm, key, Buffer.from(nonce, 'base64url'), {
          authTagLength: 16,
        })
          .setAAD(Buffer.from(context))
          .setAuthTag(Buffer.from(tag, 'base64url'));
        const text = decipher.update(Buffer.from(ciphertext, 'base64url'));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        throw unreadable(
          `A stored secret does not open with its key ${keyId}: it was changed, or belongs to another row.`,
        );
      }
    },
  };
}

function unreadable(message: string): PatchbayError {
  return new PatchbayError({ code: 'SECRET_UNREADABLE', message });
}
