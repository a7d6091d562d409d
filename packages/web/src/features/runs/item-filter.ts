import { itemStateSchema } from '@patchbay/core/run/item-state.ts';
import * as z from 'zod';

/** Which items of a run are shown. Stands in the address, so that going back finds it again. */
export const itemFilterSchema = z.object({
  state: itemStateSchema.optional().catch(undefined),
  code: z.string().optional().catch(undefined),
});
export type ItemFilter = z.infer<typeof itemFilterSchema>;
