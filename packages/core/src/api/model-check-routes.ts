import * as z from 'zod';
import { checkReportSchema } from '../conformance/check-report.ts';
import { checkDepths } from '../conformance/rule-definition.ts';
import { idInput } from './page.ts';
import { defineRoute } from './route.ts';

/** A report that is kept with a model, and the number of the revision that was checked. */
export const keptReportSchema = z.object({
  revision: z.int().positive(),
  report: checkReportSchema,
});
export type KeptReport = z.infer<typeof keptReportSchema>;

const tags = ['models'];

/** Whether the endpoint of a model keeps its contract. */
export const modelCheckRoutes = {
  check: defineRoute('models:write', {
    method: 'POST',
    path: '/models/{id}/check',
    summary: 'Call the endpoint and report whether it keeps its contract',
    tags,
  })
    .input(
      idInput.extend({
        /** `quick`: two calls at the most. `full`: about 25, some of them odd or wrong on purpose. */
        depth: z.enum(checkDepths).default('quick'),
      }),
    )
    .output(checkReportSchema),
  lastCheck: defineRoute('models:read', {
    method: 'GET',
    path: '/models/{id}/check',
    summary:
      'Read the last report of a check; of each revision one is kept, which a quick check replaces only where that was quick, too',
    tags,
  })
    .input(
      idInput.extend({
        /** The number of a revision; where it is left out, that of the newest one which was checked. */
        revision: z.coerce.number().int().positive().max(2_147_483_647).optional(),
      }),
    )
    /** Null where it was not checked yet. */
    .output(z.object({ last: keptReportSchema.nullable() })),
};
