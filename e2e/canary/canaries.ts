import { randomBytes } from 'node:crypto';

/** A secret that is found wherever it went, since it stands nowhere else. */
export interface Canary {
  readonly name: string;
  /** As it is entered: with characters that JSON, URLs and base64 each write in their own way. */
  readonly text: string;
  /** In which forms it may have been written down. */
  readonly forms: readonly Buffer[];
}

/** Makes a secret, or watches one that somebody else made. */
export function createCanary(name: string, given?: string): Canary {
  const core = given ?? `canary${randomBytes(12).toString('hex')}`;
  return { name, text: given ?? `${core}"é/+&%=x`, forms: listForms(core) };
}

/**
 * Letters and digits stand as they are in plain text, JSON and URLs. In base64 three spellings are to be looked
 * for, one for each place at which it may begin; in hexadecimal two.
 */
function listForms(core: string): Buffer[] {
  const bytes = Buffer.from(core);
  const base64 = [0, 1, 2].map((before) => {
    const spelled = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // The first and last characters depend on what stands beside.
    const isUneven = (before + bytes.length) % 3;
    const end = spelled.replace(/=+$/, '').length - (isUneven === 0 ? 0 : 1);
    return spelled.slice([0, 2, 3][before], end);
  });
  const hex = bytes.toString('hex');
  return [core, ...base64, hex, hex.toUpperCase()].map((form) => Buffer.from(form));
}

/** Names the canaries that are found in some bytes. */
export function findCanaries(canaries: readonly Canary[], bytes: Buffer): string[] {
  return canaries
    .filter(({ forms }) => forms.some((form) => bytes.includes(form)))
    .map(({ name }) => name);
}
