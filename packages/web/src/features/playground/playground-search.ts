import * as z from 'zod';

/** What stands in the address of the playground. */
export const playgroundSearchSchema = z.object({
  /** The data row that is asked about; none while a file or a text is. */
  dataRow: z.uuid().optional().catch(undefined),
});
