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
    summary: 'Read the last report of a check; of each revision the last one is kept',
    tags,
  })
    .input(idInput)
    /** Null where no revision was checked yet; else that of the newest one which was. */
    .output(z.object({ last: keptReportSchema.nullable() })),
};
