import { promptOrders } from '@patchbay/core/api/evaluation-routes.ts';
import * as z from 'zod';

/** Which prompts are shown, and which first. Stands in the address. */
export const promptFilterSchema = z.object({
  order: z.enum(promptOrders).optional().catch(undefined),
  scoreId: z.uuid().optional().catch(undefined),
  failed: z.literal(true).optional().catch(undefined),
});
export type PromptFilter = z.infer<typeof promptFilterSchema>;
