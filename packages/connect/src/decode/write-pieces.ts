import type { Annotation } from '@patchbay/core/annotation/annotation.ts';

/** A piece ends with the annotation that makes it so long, in characters. Read in 2 ms or so. */
const pieceLength = 256 * 1024;

/**
 * Writes annotations as JSON, in pieces that are short enough to be read between two other things. JSON,
 * since it is read twice as fast as what the platform clones between threads.
 */
export function* writePieces(annotations: readonly Annotation[]): Generator<string> {
  let written: string[] = [];
  let length = 0;
  for (const annotation of annotations) {
    const json = JSON.stringify(annotation);
    written.push(json);
    length += json.length;
    if (length < pieceLength) continue;
    yield `[${written.join()}]`;
    written = [];
    length = 0;
  }
  if (written.length > 0) yield `[${written.join()}]`;
}
