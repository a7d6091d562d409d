import { setImmediate as afterOthers } from 'node:timers/promises';

/** So many elements are worked on at once: of annotations some milliseconds at the most. */
export const pieceLength = 1000;

let last: Promise<void> = Promise.resolve();

/**
 * Lets everything else that waits be done first. Of many who wait at the same time one goes on, then
 * everything else, then the next: together they would hold it up as long as one that never waits.
 */
export function letOthers(): Promise<void> {
  last = last.then(() => afterOthers());
  return last;
}

/** Does work on a list: at once where it is short, else piece by piece, with everything else in between. */
export async function inPieces<Value, Result>(
  list: readonly Value[],
  work: (piece: readonly Value[]) => Result,
): Promise<Result[]> {
  if (list.length <= pieceLength) return [work(list)];
  const results: Result[] = [];
  for (let start = 0; start < list.length; start += pieceLength) {
    await letOthers();
    results.push(work(list.slice(start, start + pieceLength)));
  }
  return results;
}
