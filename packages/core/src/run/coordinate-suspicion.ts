import * as z from 'zod';
import { cornersBeyondShare, suspiciousShare } from '../geometry/coordinate-looks.ts';
import type { CoordinateCounts, CoordinateSign } from './coordinate-counts.ts';

/** Of fewer shapes nothing is said: they may be what they look like by chance. */
const enoughShapes = 20;

/** A misunderstanding that would explain nearly all coordinates of a run. */
export const suspicionSchema = z.object({
  kind: z.enum(['normalised', 'percent', 'corners']),
  /** How many of the shapes look so, 0 to 1. */
  share: z.number().min(0).max(1),
  /** How many shapes that is. */
  count: z.int().positive(),
  /** The suspicion in words. */
  title: z.string(),
  remedy: z.string(),
});
export type Suspicion = z.infer<typeof suspicionSchema>;

interface SuspicionRule {
  readonly kind: Suspicion['kind'];
  readonly among: CoordinateSign;
  readonly title: string;
  readonly remedy: string;
}

const rules: readonly SuspicionRule[] = [
  {
    kind: 'normalised',
    among: 'shapes',
    title: 'of the shapes look like parts of the image from 0 to 1',
    remedy:
      'The contract wants pixels: multiply x and width by the width of the image, y and height by its height. Mend the model and run again.',
  },
  {
    kind: 'percent',
    among: 'shapes-on-large',
    title: 'of the shapes on large images end before 105, as percent would',
    remedy:
      'The contract wants pixels: divide by 100, and multiply by the width or height of the image. Mend the model and run again, unless all things do lie in the upper left corner.',
  },
  {
    kind: 'corners',
    among: 'boxes',
    title: 'of the boxes fit when they are read as two corners, and many end far beyond the image',
    remedy:
      'The contract wants a corner and a size: send x2 - x1 as width and y2 - y1 as height. Mend the model and run again.',
  },
];

/** What is to be suspected of a run whose answers were counted; nothing, mostly. */
export function findSuspicions(counts: CoordinateCounts): Suspicion[] {
  return rules.flatMap(({ kind, among, title, remedy }) => {
    const [all, count] = [counts[among] ?? 0, counts[kind] ?? 0];
    const share = all === 0 ? 0 : count / all;
    if (all < enoughShapes || share <= suspiciousShare) return [];
    if (kind === 'corners' && (counts.beyond ?? 0) < all * cornersBeyondShare) return [];
    return [{ kind, share, count, title: `${Math.floor(share * 100)} % ${title}.`, remedy }];
  });
}
