import * as z from 'zod';

/** The steps of adding a model, in their order. */
export const registerSteps = [
  'contract',
  'address',
  'authentication',
  'reach',
  'classes',
  'sample',
  'conformance',
  'save',
] as const;
export type RegisterStep = (typeof registerSteps)[number];

/** What stands in the address of the page that adds a model. */
export const registerSearchSchema = z.object({
  /** The step that is open. */
  step: z.enum(registerSteps).optional().catch(undefined),
  /** The model that is copied, without its credentials. */
  from: z.uuid().optional().catch(undefined),
});
