import { letOthers } from '@patchbay/connect/let-others.ts';
import type { Awaitable } from '../../awaitable.ts';

/** So many elements are worked on at once: of annotations some milliseconds at the most. */
export const pieceLength = 1000;

/** Does work on a list: at once where it is short, else piece by piece, with everything else in between. */
export function inPieces<Value, Result>(
  list: readonly Value[],
  work: (piece: readonly Value[]) => Result,
): Awaitable<Result[]> {
  return list.length <= pieceLength ? [work(list)] : pieceByPiece(list, work);
}

async function pieceByPiece<Value, Result>(
  list: readonly Value[],
  work: (piece: readonly Value[]) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < list.length; start += pieceLength) {
    await letOthers();
    results.push(work(list.slice(start, start + pieceLength)));
  }
  return results;
}
