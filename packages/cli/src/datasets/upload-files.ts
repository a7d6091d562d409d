import { openAsBlob } from 'node:fs';
import type { ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import { addReport, createReport } from '@patchbay/core/dataset-import/import-totals.ts';
import { divideIntoBatches } from '@patchbay/core/dataset-import/upload-batches.ts';
import type { HubClient } from '../api/client.ts';
import type { ImportPlan } from './plan-import.ts';

/**
 * Sends the files of a plan into a dataset, batch by batch, and says after each how many are there.
 * Files are read while they are sent; none is held in memory whole.
 */
export async function uploadFiles(
  hub: HubClient,
  datasetId: string,
  { format, files, failed }: ImportPlan,
  onProgress: (sent: number) => void,
): Promise<ImportReport> {
  const total = createReport(failed);
  let sent = 0;
  for (const batch of divideIntoBatches(files)) {
    const parts = await Promise.all(
      batch.map(async ({ path, name }) => ({ name, content: await openAsBlob(path) })),
    );
    const report = await hub.importFiles(datasetId, format, parts);
    addReport(total, report);
    sent += batch.length;
    onProgress(sent);
  }
  return total;
}
