import * as z from 'zod';

/** The parts of a model's page. */
export const modelTabs = [
  'overview',
  'ontology',
  'parameters',
  'settings',
  'revisions',
  'runs',
  'usage',
  'conformance',
] as const;
export type ModelTab = (typeof modelTabs)[number];

const revisionNumber = z.coerce.number().int().positive().optional().catch(undefined);

/** Which part of the page is shown, and which two revisions are compared there. Stands in the address. */
export const modelSearchSchema = z.object({
  tab: z.enum(modelTabs).optional().catch(undefined),
  from: revisionNumber,
  to: revisionNumber,
});
export type ModelSearch = z.infer<typeof modelSearchSchema>;
