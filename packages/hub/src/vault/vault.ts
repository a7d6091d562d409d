import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { KeyRing } from './key-ring.ts';
import type { SecretKey } from './secret-key.ts';

/** Seals secrets for the database (DESIGN law 7). */
export interface Vault {
  /**
   * Seals a text. It can be unsealed in the same context only: a context names organisation, row
   * and field, so that a sealed text that was copied into another row is worthless there.
   */
  seal(text: string, context: string): string;
  /**
   * Seals a text for a row, in the transaction that writes the row: with the key that the deployment names then,
   * and names until the transaction ends. So no row is written with a key after it was replaced.
   */
  sealIn(transaction: Transaction, text: string, context: string): Promise<string>;
  /** @throws PatchbayError SECRET_UNREADABLE */
  unseal(sealed: string, context: string): string;
}

/** A connection in a transaction. */
export interface Transaction {
  query(sql: string): Promise<{ rows: { id?: string }[] }>;
}

const algorithm = 'aes-256-gcm';
const form = 'v1';

/** How the seals of a key begin: `v1.<key id>.`. */
export function sealsOf(keyId: string): string {
  return `${form}.${keyId}.`;
}

/** A vault whose seal reads `v1.<key id>.<nonce>.<tag>.<ciphertext>`, the last three in base64url. */
export function createVault(keys: KeyRing): Vault {
  const derived = new WeakMap<SecretKey, Buffer>();

  function cipherKeyOf(key: SecretKey): Buffer {
    const known = derived.get(key) ?? key.derive('vault');
    derived.set(key, known);
    return known;
  }

  function sealWith(key: SecretKey, text: string, context: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv(algorithm, cipherKeyOf(key), nonce).setAAD(Buffer.from(context));
    const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const parts = [nonce, cipher.getAuthTag(), ciphertext];
    return sealsOf(key.id) + parts.map((part) => part.toString('base64url')).join('.');
  }

  return {
    seal: (text, context) => sealWith(keys.sealing, text, context),

    async sealIn(transaction, text, context) {
      const { rows } = await transaction.query(
        'select secret_key_id as id from deployment for share',
      );
      const id = rows[0]?.id;
      if (id !== undefined && !keys.sealWith(id)) {
        keys.reload();
        if (!keys.sealWith(id)) throw unknownKey(id, keys.ids);
      }
      return sealWith(keys.sealing, text, context);
    },

    unseal(sealed, context) {
      const [foundForm, keyId, nonce, tag, ciphertext, ...more] = sealed.split('.');
      const isWhole = nonce && tag && ciphertext !== undefined && more.length === 0;
      if (foundForm !== form || !keyId || !isWhole) {
        throw unreadable('A stored secret is damaged: it does not have the form of a seal.');
      }
      const key = keys.find(keyId);
      if (!key) throw unknownKey(keyId, keys.ids);
      try {
        const decipher = createDecipheriv(
          algorithm,
          cipherKeyOf(key),
          Buffer.from(nonce, 'base64url'),
          { authTagLength: 16 },
        )
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

function unknownKey(id: string, known: readonly string[]): PatchbayError {
  return unreadable(
    `A stored secret was sealed with the key ${id}, and this process knows ${nameKeys(known)}.`,
  );
}

/** `no key`, `the key 4f1c22ab`, `the keys 4f1c22ab and 9b03d4e7`. */
export function nameKeys(ids: readonly string[]): string {
  if (ids.length === 0) return 'no key';
  return ids.length === 1 ? `the key ${ids[0]}` : `the keys ${ids.join(' and ')}`;
}

function unreadable(message: string): PatchbayError {
  return new PatchbayError({ code: 'SECRET_UNREADABLE', message });
}
