import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { NewRun } from '@patchbay/core/api/run-routes.ts';
import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { largestSample, mostChosenRows } from '@patchbay/core/run/run-selection.ts';
import { hashText } from '@patchbay/core/text/hash-text.ts';
import * as z from 'zod';

/** Which data rows a run is to be over. */
export const rowChoices = ['all', 'sample', 'rest', 'chosen'] as const;
export type RowChoice = (typeof rowChoices)[number];

/** Data rows of a preview: as many as are looked at in a minute. */
const usualPreview = 8;
/** Data rows that a preview may have, as the hub says. */
export const largestPreview = 100;

/** A run that is being defined. Stands in the address, so that going back from a prediction finds it again. */
export const runDraftSchema = z.object({
  model: z.uuid().optional().catch(undefined),
  dataset: z.uuid().optional().catch(undefined),
  rows: z.enum(rowChoices).default('all').catch('all'),
  sample: z.int().min(1).max(largestSample).default(100).catch(100),
  seed: z.int().min(0).max(0xffff_ffff).optional().catch(undefined),
  chosen: z.array(z.uuid()).max(mostChosenRows).default([]).catch([]),
  /** The name under which the window keeps chosen rows that are too many for the address. */
  kept: z.string().max(16).optional().catch(undefined),
  /** What stands in the controls of the parameters; left out, the defaults. */
  parameters: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional()
    .catch(undefined),
  name: z.coerce.string().max(120).default('').catch(''),
  reuse: z.boolean().default(false).catch(false),
  /** Items of a preview. */
  few: z.int().min(1).max(largestPreview).default(usualPreview).catch(usualPreview),
  /** The preview that was started last. */
  preview: z.uuid().optional().catch(undefined),
  /** The fingerprint of what that preview was of. */
  previewOf: z.string().max(16).optional().catch(undefined),
});
export type RunDraft = z.output<typeof runDraftSchema>;
/** The same as a link to the page may give it. */
export type GivenDraft = z.input<typeof runDraftSchema>;

/** A draft of which nothing is said yet. */
export const emptyDraft: RunDraft = runDraftSchema.parse({});

/** What the hub is told of the chosen rows; undefined for all of them. Null where nothing is chosen yet. */
export function toSelection(draft: RunDraft): NewRun['selection'] | null {
  switch (draft.rows) {
    case 'all':
      return undefined;
    case 'sample':
      return { sample: draft.sample, ...(draft.seed !== undefined && { seed: draft.seed }) };
    case 'rest':
      return { withoutResult: true };
    case 'chosen':
      return draft.chosen.length > 0 ? { dataRowIds: [...draft.chosen] } : null;
  }
}

/** The rows of a preview: the first of those that are chosen, else some at random. */
export function toPreviewSelection(draft: RunDraft): NonNullable<NewRun['selection']> {
  if (draft.rows === 'chosen' && draft.chosen.length > 0) {
    return { dataRowIds: draft.chosen.slice(0, draft.few) };
  }
  const most = draft.rows === 'sample' ? Math.min(draft.few, draft.sample) : draft.few;
  return { sample: most, ...(draft.seed !== undefined && { seed: draft.seed }) };
}

/** Whether a dataset has data rows that a model takes. */
export function hasRowsFor(model: ModelView, dataset: DatasetView): boolean {
  return model.revision.dataRowTypes.some((type) => dataset.rowCounts[type] > 0);
}

/** How many data rows a dataset has, of all types. */
export function countRows({ rowCounts }: DatasetView): number {
  return dataRowTypes.reduce((sum, type) => sum + rowCounts[type], 0);
}

/** What a draft would do, without what does not change the predictions, in a few letters: told apart from that of a preview. */
export function fingerprintOf({ model, dataset, parameters }: RunDraft): string {
  return hashText(JSON.stringify([model, dataset, parameters ?? null])).toString(36);
}
