import { catalogueSorts } from '@patchbay/core/api/model-statistics-routes.ts';
import { dataRowTypeSchema } from '@patchbay/core/data-row/data-row.ts';
import { healthStates } from '@patchbay/core/model/model-health.ts';
import * as z from 'zod';

/** Which models are shown, and in which order. Stands in the address, so that a view can be kept and passed on. */
export const catalogueSearchSchema = z.object({
  text: z.coerce.string().min(1).max(200).optional().catch(undefined),
  protocol: z.string().min(1).optional().catch(undefined),
  dataRowType: dataRowTypeSchema.optional().catch(undefined),
  enabled: z.boolean().optional().catch(undefined),
  health: z.enum(healthStates).optional().catch(undefined),
  sort: z.enum(catalogueSorts).optional().catch(undefined),
});
export type CatalogueSearch = z.infer<typeof catalogueSearchSchema>;

/** The search with other values; what is empty, or is so anyway, leaves the address. */
export function changeCatalogue(
  search: CatalogueSearch,
  changes: Partial<CatalogueSearch>,
): CatalogueSearch {
  const next = { ...search, ...changes };
  return Object.fromEntries(
    Object.entries(next).filter(
      ([name, value]) =>
        value !== undefined && value !== '' && !(name === 'sort' && value === 'name'),
    ),
  );
}

/** Whether some models may be left out. */
export function isNarrowed({ sort: _sort, ...filter }: CatalogueSearch): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}
