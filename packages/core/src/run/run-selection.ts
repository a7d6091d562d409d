import * as z from 'zod';

/** Data rows that can be chosen one by one. */
export const mostChosenRows = 5000;

/** Data rows that a sample can have. */
export const largestSample = 100_000;

const selectionKeys = ['dataRowIds', 'sample', 'withoutResult'] as const;

/**
 * Which data rows of a dataset a run is over: those that are named, so many taken at random, or those of
 * which the revision has no result yet. A run without a selection is over all of them.
 */
export const runSelectionSchema = z
  .strictObject({
    /** Each once, however often it is named, in the order of the dataset. */
    dataRowIds: z.array(z.uuid()).min(1).max(mostChosenRows).optional(),
    /** So many of the data rows that the model takes; all where there are fewer. */
    sample: z.int().min(1).max(largestSample).optional(),
    /** The same seed takes the same sample of the same rows. Left out: one is chosen, and told in the run. */
    seed: z.int().min(0).max(0xffff_ffff).optional(),
    /** Data rows for which no item of the model's revision has succeeded. */
    withoutResult: z.literal(true).optional(),
  })
  .superRefine((selection, context) => {
    const given = selectionKeys.filter((key) => selection[key] !== undefined);
    if (given.length !== 1) {
      const found = given.length === 0 ? 'it has none' : `it has ${given.join(' and ')}`;
      context.addIssue({
        code: 'custom',
        message: `A selection has one of ${selectionKeys.join(', ')}; ${found}. To run over all data rows, leave the selection out.`,
      });
    }
    if (selection.seed !== undefined && selection.sample === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['seed'],
        message: 'A seed belongs to a sample; say how many with "sample".',
      });
    }
  });
export type RunSelection = z.infer<typeof runSelectionSchema>;
