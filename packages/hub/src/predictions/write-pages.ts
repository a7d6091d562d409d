import type { ListedPrediction } from '@patchbay/core/api/item-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';

/** A prediction of a list whose documents are the JSON texts as which they are stored. */
export type StoredPrediction = Omit<ListedPrediction, 'annotations' | 'warnings'> & {
  readonly annotations: string;
  readonly warnings: string;
};

/** A page of predictions as JSON: documents go from the database to the answer without being read. */
export function writePredictionPage({ items, ...page }: Page<StoredPrediction>): string {
  const written = items.map(({ annotations, warnings, ...facts }) => {
    const documents = `"annotations":${annotations},"warnings":${warnings}}`;
    return `${JSON.stringify(facts).slice(0, -1)},${documents}`;
  });
  return `${JSON.stringify(page).slice(0, -1)},"items":[${written.join(',')}]}`;
}
