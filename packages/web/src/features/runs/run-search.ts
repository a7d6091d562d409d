import { runStateSchema } from '@patchbay/core/run/run-state.ts';
import * as z from 'zod';

/** Which runs are listed, and in which order. Stands in the address. */
export const runSearchSchema = z.object({
  text: z.coerce.string().min(1).max(200).optional().catch(undefined),
  state: runStateSchema.optional().catch(undefined),
  modelId: z.uuid().optional().catch(undefined),
  datasetId: z.uuid().optional().catch(undefined),
  order: z.enum(['newest', 'oldest']).optional().catch(undefined),
});
export type RunSearch = z.output<typeof runSearchSchema>;
