import type { Difference } from './comparison-display.ts';

/** What became of an annotation, in words. */
export const differenceWords: { readonly [difference in Difference]: string } = {
  removed: 'Only in the first',
  added: 'Only in the second',
  changed: 'In both, changed',
  same: 'The same in both',
};
