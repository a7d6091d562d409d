import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { checkSearchable } from '../../database/copy/copy-types.ts';
import type { FinishedItem } from './finished-item.ts';
import { inPieces, pieceLength } from './in-pieces.ts';
import { findClasses, type WrittenAnnotations } from './prediction-rows.ts';

/** By the id of the item. */
export type LongAnnotations = ReadonlyMap<string, WrittenAnnotations>;

/**
 * Writes the annotations of items that have very many, before they are saved: piece by piece, since at once
 * they would hold up everything else. Those of the others are missing.
 * @throws an error of class 22 where they cannot be stored.
 */
export async function writeLongAnnotations(
  finished: readonly FinishedItem[],
): Promise<LongAnnotations> {
  const written = new Map<string, WrittenAnnotations>();
  for (const { item, result } of finished) {
    if (!result.ok || result.annotations.length <= pieceLength) continue;
    const pieces = await inPieces(result.annotations, writePiece);
    written.set(item.id, {
      json: joinLists(pieces.map(({ json }) => json)),
      classes: joinClasses(pieces.map(({ classes }) => classes)),
    });
  }
  return written;
}

function writePiece(annotations: readonly Annotation[]) {
  const json = JSON.stringify(annotations);
  checkSearchable(json);
  return { json: Buffer.from(json), classes: findClasses(annotations) };
}

const [comma, end] = [Buffer.from(','), Buffer.from(']')];

/** One list out of several, none of which is empty. */
function joinLists(lists: readonly Buffer[]): Buffer {
  const open = lists.map((list) => list.subarray(0, -1));
  const rest = open.slice(1).flatMap((list) => [comma, list.subarray(1)]);
  return Buffer.concat([...open.slice(0, 1), ...rest, end]);
}

function joinClasses(all: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const joined = new Map<string, number>();
  for (const [name, confidence] of all.flatMap((classes) => [...classes])) {
    joined.set(name, Math.max(confidence, joined.get(name) ?? confidence));
  }
  return joined;
}
