import * as z from 'zod';
import { dataRowTypeSchema } from '../data-row/data-row.ts';

/** No text in the database has a NUL character, and none can be asked for. */
const words = z.string().refine((text) => !text.includes('\0'), 'must have no NUL character');

/** In which order data rows are listed: that of their import, or that of their global keys. */
export const dataRowOrders = ['import', 'key'] as const;
export type DataRowOrder = (typeof dataRowOrders)[number];

/** What data rows of a dataset are found by. */
export const dataRowFilterFields = {
  type: dataRowTypeSchema.optional(),
  /** Only rows with these words in their global key, text, page or conversation; in any case. */
  text: words.trim().min(2, 'must have two characters or more').max(200).optional(),
  /** Only rows that have this field of metadata. */
  field: words.min(1, 'must be the name of a field of metadata').max(200).optional(),
  /** Only rows whose field has this value, as it stands in JSON without quotes. */
  value: words.max(500).optional(),
  /** Only rows for which no model has said anything yet (none), or for which one has (some). */
  predicted: z.enum(['none', 'some']).optional(),
  /** Only rows with a prediction of this model. */
  modelId: z.uuid().optional(),
};

/** Which data rows of a dataset are wanted. */
export type DataRowFilter = z.output<z.ZodObject<typeof dataRowFilterFields>>;

/** The same with the order in which they come. */
export const dataRowQueryFields = {
  ...dataRowFilterFields,
  order: z.enum(dataRowOrders).default('import'),
};
export type DataRowQuery = z.output<z.ZodObject<typeof dataRowQueryFields>>;

/** Refuses filters that nothing can pass, with what to leave out. */
export function checkDataRowFilter(filter: DataRowFilter, context: z.RefinementCtx): void {
  const refuse = (path: keyof DataRowFilter, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (filter.value !== undefined && filter.field === undefined) {
    refuse('value', 'belongs to a field of metadata; name it in "field"');
  }
  if (filter.predicted === 'none' && filter.modelId !== undefined) {
    refuse('predicted', 'a row with a prediction of a model has one; leave it out');
  }
}
