import * as z from 'zod';
import { changeCountsSchema } from '../prediction/count-changes.ts';
import { itemStateSchema } from '../run/item-state.ts';
import { dataRowViewSchema } from './dataset-routes.ts';

/** Data rows that are compared by one request at most: both predictions of each are in memory at once. */
export const mostCompared = 50;

/** One data row in two runs. */
export const comparedItemSchema = z.object({
  dataRow: dataRowViewSchema,
  itemId: z.uuid(),
  state: itemStateSchema,
  otherItemId: z.uuid(),
  otherState: itemStateSchema,
  /** Null where one of the two has no prediction. */
  counts: changeCountsSchema.nullable(),
});
export type ComparedItem = z.infer<typeof comparedItemSchema>;

/** What a part of two runs comes to. */
export const comparisonPageSchema = z.object({
  /** Items that differ: in their annotations, or since one of them has no prediction. */
  items: z.array(comparedItemSchema),
  /** Data rows that were looked at in this part. */
  looked: z.int().nonnegative(),
  /** Those of them that the other run has too, with a prediction of both. */
  compared: z.int().nonnegative(),
  /** Those that both runs have, of which one alone has a prediction. */
  oneSided: z.int().nonnegative(),
  /** Those that the other run has not. */
  missing: z.int().nonnegative(),
  /** Annotations of all that were compared, by class. */
  classes: z.array(changeCountsSchema.extend({ class: z.string() })),
  nextCursor: z.string().nullable(),
});
export type ComparisonPage = z.infer<typeof comparisonPageSchema>;
