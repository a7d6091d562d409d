import { datasetOrders } from '@patchbay/core/api/dataset-routes.ts';
import * as z from 'zod';

/** Which datasets are listed, and in which order. Stands in the address. */
export const datasetSearchSchema = z.object({
  text: z.coerce.string().min(1).max(200).optional().catch(undefined),
  order: z.enum(datasetOrders).optional().catch(undefined),
});
export type DatasetSearch = z.infer<typeof datasetSearchSchema>;
