import { createHash, hkdfSync } from 'node:crypto';

/** A secret from which keys are derived, and its name, which may be shown. */
export interface SecretKey {
  readonly id: string;
  /** A key of 32 bytes for one purpose: keys for different purposes do not give each other away. */
  derive(purpose: string): Buffer;
}

/** Makes keys out of a secret text of at least 32 characters. */
export function createSecretKey(secret: string): SecretKey {
  const digest = createHash('sha256').update('patchbay key id\n').update(secret).digest('hex');
  return {
    id: digest.slice(0, 8),
    derive: (purpose) => Buffer.from(hkdfSync('sha256', secret, '', `patchbay ${purpose}`, 32)),
  };
}
