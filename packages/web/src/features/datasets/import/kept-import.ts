import { importReportSchema } from '@patchbay/core/api/dataset-routes.ts';
import * as z from 'zod';

/** What of an import outlives its tab: how far which files were sent, and what had come of them. */
const keptImportSchema = z.object({
  fingerprint: z.string(),
  /** Batches that were answered. */
  batches: z.int().nonnegative(),
  files: z.object({ sent: z.int(), total: z.int() }),
  bytes: z.object({ sent: z.number(), total: z.number() }),
  report: importReportSchema,
  logged: z.int().nonnegative(),
  unlisted: z.int().nonnegative(),
});
export type KeptImport = z.infer<typeof keptImportSchema>;

const keyOf = (datasetId: string) => `import ${datasetId}`;

/** The import into a dataset that was broken off, if there is one. */
export function readKeptImport(datasetId: string): KeptImport | null {
  try {
    return keptImportSchema.parse(JSON.parse(localStorage.getItem(keyOf(datasetId)) ?? ''));
  } catch {
    return null;
  }
}

export function keepImport(datasetId: string, kept: KeptImport): void {
  localStorage.setItem(keyOf(datasetId), JSON.stringify(keptImportSchema.parse(kept)));
}

export function forgetImport(datasetId: string): void {
  localStorage.removeItem(keyOf(datasetId));
}
