import * as z from 'zod';

/** Which saved prompt is open, and which models stand side by side. Stands in the address. */
export const sandboxSearchSchema = z.object({
  prompt: z.uuid().optional().catch(undefined),
  /** Ids with commas between them; a model may stand there twice, with other parameters. */
  models: z.string().min(1).optional().catch(undefined),
});
export type SandboxSearch = z.infer<typeof sandboxSearchSchema>;

/** So many models stand side by side at most. */
export const mostColumns = 4;

/** The models of the address that there are, in its order. */
export function readModelIds(
  { models = '' }: SandboxSearch,
  isKnown: (id: string) => boolean,
): string[] {
  return models.split(',').filter(isKnown).slice(0, mostColumns);
}
