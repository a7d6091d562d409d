import * as z from 'zod';

/** `/settings/egress?entry=gpu.lan:8080`: what is to be allowed. */
export const entrySearchSchema = z.object({
  // A bare number looks like one to the router.
  entry: z.coerce.string().max(300).optional().catch(undefined),
});
