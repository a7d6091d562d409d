import { dataRowOrders } from '@patchbay/core/api/data-row-filter.ts';
import { dataRowTypeSchema } from '@patchbay/core/data-row/data-row.ts';
import * as z from 'zod';

/** Words in an address: such as look like a number are words all the same. */
const words = z.coerce.string().min(1).max(500);

/** Which data rows of a dataset are shown, and in which order. Stands in the address. */
export const rowSearchSchema = z.object({
  type: dataRowTypeSchema.optional().catch(undefined),
  text: words.min(2).max(200).optional().catch(undefined),
  field: words.max(200).optional().catch(undefined),
  value: words.optional().catch(undefined),
  predicted: z.enum(['none', 'some']).optional().catch(undefined),
  modelId: z.uuid().optional().catch(undefined),
  order: z.enum(dataRowOrders).optional().catch(undefined),
});
export type RowSearch = z.infer<typeof rowSearchSchema>;

/** The search with some of it changed, without what is not there, so that addresses stay short. */
export function changeSearch(search: RowSearch, changes: RowSearch): RowSearch {
  const changed = Object.entries({ ...search, ...changes });
  return Object.fromEntries(changed.filter(([, value]) => value !== undefined && value !== ''));
}

/** Whether anything but the order differs from the whole dataset. */
export function isNarrowed({ order: _, ...filter }: RowSearch): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** The search as the API takes it: a value is nothing without its field, nor "none" beside a model. */
export function toQuery({ field, value, predicted, modelId, ...rest }: RowSearch): RowSearch {
  return changeSearch(rest, {
    field,
    value: field === undefined ? undefined : value,
    modelId,
    predicted: modelId === undefined ? predicted : undefined,
  });
}
