import { setImmediate as afterOthers } from 'node:timers/promises';

let last: Promise<void> = Promise.resolve();

/**
 * Lets everything else that waits be done first, in the middle of work that takes some milliseconds. Of many
 * who wait at the same time one goes on, then everything else, then the next: together they would hold it
 * up as long as one that never waits.
 */
export function letOthers(): Promise<void> {
  last = last.then(() => afterOthers());
  return last;
}
