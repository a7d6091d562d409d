import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import * as z from 'zod';
import type { ServedImage } from './images/served-image.ts';

/**
 * Longer than the longest call (an hour): a model may fetch the image as long as it is asked about it.
 */
const lifetimeMs = 2 * 3_600_000;

/** What stands in the address of an image beside its path. Numbers are spelled in one way only. */
const querySchema = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  orientation: z.string().regex(/^[1-8]$/),
  size: z.string().regex(/^[1-9]\d{0,8}x[1-9]\d{0,8}$/),
  scaled: z.enum(['0', '1']),
  expires: z.string().regex(/^[1-9]\d{0,14}$/),
  signature: z.string(),
});

/** What stands in the address of a file. */
const fileQuerySchema = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  type: z.string().regex(/^video\/[a-z0-9.+-]{1,60}$/),
  expires: z.string().regex(/^[1-9]\d{0,14}$/),
  signature: z.string(),
});

/** A file of the storage that is given out as it lies there. */
export interface ServedFile {
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly mediaType: string;
}

export type ImageAddresses = ReturnType<typeof createImageAddresses>;

/**
 * Writes and reads addresses under which anybody may fetch one image or one video of this hub for a
 * while, without a login: the signature says that the hub gave the address out.
 */
export function createImageAddresses(parts: {
  key: Buffer;
  /** Under which others reach the hub; null: it is known when the hub listens. */
  publicUrl: string | null;
}) {
  let base = parts.publicUrl === null ? null : spellBase(parts.publicUrl);
  // Made ready once: from bytes, it is made at each signature, which takes six times as long.
  const key = createSecretKey(parts.key);

  function sign(path: readonly string[]): string {
    return createHmac('sha256', key).update(path.join('\n')).digest('base64url');
  }

  /** Writes an address whose signature stands for the hash and all of its query, in their order. */
  function writeAddress(path: string, hash: string, facts: { [name: string]: string }): string {
    if (base === null) {
      throw new PatchbayError({
        code: 'INPUT_INVALID',
        message:
          'This process does not listen, so its images have no address. Start it with PATCHBAY_PUBLIC_URL set to the address under which models reach the hub, or let the connection of the model send images as base64.',
      });
    }
    const signed = { ...facts, expires: String(Math.ceil((Date.now() + lifetimeMs) / 1000)) };
    const query = { ...signed, signature: sign([hash, ...Object.values(signed)]) };
    return `${base}/${path}?${writeQuery(query)}`;
  }

  /** Checks what was signed; the time at which it ends stands last. */
  function check(signed: readonly string[], signature: string): void {
    if (!isSame(signature, sign(signed))) {
      throw refuse('The signature of the address does not fit what stands before it.');
    }
    const endMs = Number(signed.at(-1)) * 1000;
    if (endMs >= Date.now()) return;
    throw new PatchbayError({
      code: 'URL_EXPIRED',
      message: `The address was good until ${new Date(endMs).toISOString()}.`,
    });
  }

  return {
    /** Told where the hub listens; a public address that is set goes before it. */
    listenAt(url: string): void {
      base ??= spellBase(url);
    },

    /** An address of an image that is good from now on for two hours. */
    write({ hash, orientation, width, height, isScaled }: ServedImage): string {
      return writeAddress(`images/${hash}`, hash, {
        orientation: String(orientation),
        size: `${width}x${height}`,
        scaled: isScaled ? '1' : '0',
      });
    },

    /** An address of a whole file that is good from now on for two hours. */
    writeFile({ hash, mediaType }: ServedFile): string {
      return writeAddress(`videos/${hash}`, hash, { type: mediaType });
    },

    /** What the address of a file stands for. @throws PatchbayError URL_SIGNATURE_INVALID, URL_EXPIRED */
    readFile(hashAndQuery: unknown): ServedFile {
      const parsed = fileQuerySchema.safeParse(hashAndQuery);
      if (!parsed.success) throw refuse('The address of the video is not complete.');
      const { hash, type, expires, signature } = parsed.data;
      check([hash, type, expires], signature);
      return { hash, mediaType: type };
    },

    /** What the address of an image stands for. @throws PatchbayError URL_SIGNATURE_INVALID, URL_EXPIRED */
    read(hashAndQuery: unknown): ServedImage {
      const parsed = querySchema.safeParse(hashAndQuery);
      if (!parsed.success) throw refuse('The address of the image is not complete.');
      const { hash, orientation, size, scaled, expires, signature } = parsed.data;
      check([hash, orientation, size, scaled, expires], signature);
      const [width = 0, height = 0] = size.split('x').map(Number);
      return { hash, orientation: Number(orientation), width, height, isScaled: scaled === '1' };
    },
  };
}

/** As every URL spells it, once for all addresses: to have each spelled by a URL takes 3 µs. */
function spellBase(url: string): string {
  return new URL(url).href.replace(/\/+$/, '');
}

function writeQuery(query: { readonly [name: string]: string }): string {
  let written = '';
  for (const name of Object.keys(query)) {
    written += `${written && '&'}${name}=${encodeURIComponent(query[name] ?? '')}`;
  }
  return written;
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}

function refuse(message: string): PatchbayError {
  return new PatchbayError({ code: 'URL_SIGNATURE_INVALID', message });
}
