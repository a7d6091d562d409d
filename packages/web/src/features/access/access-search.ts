import { roles } from '@patchbay/core/access/role.ts';
import { apiKeyStates } from '@patchbay/core/api/key-routes.ts';
import * as z from 'zod';

const text = z.coerce.string().min(1).max(200).optional().catch(undefined);

/** Which people are listed. Stands in the address. */
export const peopleSearchSchema = z.object({
  text,
  role: z.enum(roles).optional().catch(undefined),
});
export type PeopleSearch = z.output<typeof peopleSearchSchema>;

/** Which API keys are listed. Stands in the address. */
export const keySearchSchema = z.object({
  text,
  state: z.enum(apiKeyStates).optional().catch(undefined),
});
export type KeySearch = z.output<typeof keySearchSchema>;

/** A search without what is not asked for. */
export function withoutGaps<Search extends object>(search: Search): Search {
  const set = Object.entries(search).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as Search;
}
