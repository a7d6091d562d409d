import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { TestInput } from '@patchbay/connect/check/inputs/test-input.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { readImageHeader } from '@patchbay/model-kit/read-image-header.ts';

const textExtensions = new Set(['.txt', '.md', '.text']);

/**
 * Reads a file with which an endpoint is to be asked: a picture, or a text by its extension.
 * @throws PatchbayError INPUT_FILE_UNREADABLE
 */
export async function readSample(path: string): Promise<TestInput> {
  const bytes = await readFile(path).catch((error: Error) => {
    throw unreadable(`${path} cannot be read: ${error.message}`);
  });
  const name = basename(path);
  if (textExtensions.has(extname(path).toLowerCase())) {
    const row = { type: 'text' as const, text: decode(bytes, path) };
    return { name, title: name, input: row, row };
  }
  const header = readImageHeader(bytes);
  if (!header.ok) throw unreadable(`${path}: ${header.problem.message}`);
  const { mediaType, size } = header.value;
  return {
    name,
    title: `${name} (${size.width} × ${size.height})`,
    input: {
      type: 'image',
      source: { kind: 'base64', base64: bytes.toString('base64'), mediaType },
    },
    row: { type: 'image', size },
  };
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(`${path} is not UTF-8.`);
  }
}

function unreadable(message: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_FILE_UNREADABLE', message });
}
