import type { ChatImage } from './chat-state.ts';

/** Bytes of all pictures of a turn: the hub takes a conversation of 12 MiB, in which they are a third longer. */
const mostBytes = 6 * 2 ** 20;

/** Pictures that can be sent, or what is wrong with them. */
export type ReadPictures =
  | { readonly ok: true; readonly images: ChatImage[] }
  | { readonly ok: false; readonly message: string };

/** Reads files that were chosen, dropped or pasted. What they are is judged by the hub, by their content. */
export async function readPictures(files: readonly File[]): Promise<ReadPictures> {
  const other = files.find(({ type }) => !type.startsWith('image/'));
  if (other) {
    return { ok: false, message: `“${other.name}” is no picture. Drop PNG, JPEG, WebP or GIF.` };
  }
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes > mostBytes) {
    const megabytes = (bytes / 2 ** 20).toLocaleString(undefined, { maximumFractionDigits: 1 });
    const message = `The pictures have ${megabytes} MB; 6 MB fit into a turn. Shrink them first.`;
    return { ok: false, message };
  }
  const images = files.map(async (file): Promise<ChatImage> => {
    const base64 = toBase64(new Uint8Array(await file.arrayBuffer()));
    return { id: crypto.randomUUID(), name: file.name, base64 };
  });
  return { ok: true, images: await Promise.all(images) };
}

function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  // So many arguments a function takes everywhere.
  for (let at = 0; at < bytes.length; at += 8192) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return btoa(pieces.join(''));
}
