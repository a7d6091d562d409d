import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { mostChosenRows, type RunSelection } from '@patchbay/core/run/run-selection.ts';
import type { NewPrompt } from './evaluation-store.ts';

/**
 * What the run of a candidate is over: the prompts, and no other data row of the dataset. Undefined where it has
 * no others. @throws PatchbayError INPUT_INVALID where the prompts are too many to be chosen one by one
 */
export function choosePrompts(
  { name, rowCounts }: Pick<DatasetView, 'name' | 'rowCounts'>,
  prompts: readonly NewPrompt[],
): RunSelection | undefined {
  const others = rowCounts.image + rowCounts.video;
  if (others === 0) return undefined;
  if (prompts.length <= mostChosenRows) {
    return { dataRowIds: prompts.map(({ dataRowId }) => dataRowId) };
  }
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The dataset "${name}" has ${prompts.length} prompts and ${others} images and videos, which are none. Of so many, a run cannot leave them out: it can be over at most ${mostChosenRows} chosen data rows. Import the prompts into a dataset of their own.`,
  });
}
