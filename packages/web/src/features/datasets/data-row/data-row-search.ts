import * as z from 'zod';

/** Whose predictions stand on the picture, one over the other: the items, at most two. Stands in the address. */
export const dataRowSearchSchema = z.object({
  items: z.array(z.uuid()).max(2).optional().catch(undefined),
});

/** The items that are shown, with one more or without one; of three the oldest goes. */
export function toggleItem(shown: readonly string[], id: string): string[] {
  return shown.includes(id) ? shown.filter((item) => item !== id) : [...shown, id].slice(-2);
}
