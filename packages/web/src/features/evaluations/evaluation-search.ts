import * as z from 'zod';

/** Which evaluations are listed, and in which order. Stands in the address. */
export const evaluationSearchSchema = z.object({
  text: z.coerce.string().min(1).max(200).optional().catch(undefined),
  modelId: z.uuid().optional().catch(undefined),
  datasetId: z.uuid().optional().catch(undefined),
  order: z.enum(['newest', 'oldest']).optional().catch(undefined),
});
export type EvaluationSearch = z.output<typeof evaluationSearchSchema>;
