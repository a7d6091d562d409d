import { confidenceQuery } from '@patchbay/core/api/item-filter.ts';
import { isWarningCode } from '@patchbay/core/error/warning-codes.ts';
import { itemStateSchema } from '@patchbay/core/run/item-state.ts';
import * as z from 'zod';

/** Words in an address: such as look like a number are words all the same. */
const words = z.coerce.string().min(1);

/** Which items of a run are shown. Stands in the address, so that going back finds it again. */
export const itemFilterSchema = z.object({
  state: itemStateSchema.optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  class: words.optional().catch(undefined),
  minimumConfidence: confidenceQuery.optional().catch(undefined),
  text: words.min(2).optional().catch(undefined),
  warning: z.string().refine(isWarningCode).optional().catch(undefined),
});
export type ItemFilter = z.infer<typeof itemFilterSchema>;

/** The filter with other items: of a state or code, of a class or confidence; words stay. */
export function narrowItems(filter: ItemFilter, to: Omit<ItemFilter, 'text'>): ItemFilter {
  return withoutEmpty({ text: filter.text, ...to });
}

/** The same items, of which only those with these words are shown; all for empty ones. */
export function searchItems(filter: ItemFilter, text: string): ItemFilter {
  return withoutEmpty({ ...filter, text: text.trim() || undefined });
}

/** Without what is not there, so that addresses stay short. */
function withoutEmpty(filter: ItemFilter): ItemFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
