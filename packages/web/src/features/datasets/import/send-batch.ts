import type { ImportFormat, ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import type { FailedFile } from '@patchbay/core/dataset-import/shared-names.ts';
import { readFailure } from '../../../api/failure.ts';
import { uploadFiles } from '../../../api/upload.ts';
import { type ChosenFile, unreadable } from './chosen-files.ts';

/** What came of one attempt to send files. */
export type SendOutcome =
  | { readonly kind: 'answered'; readonly report: ImportReport }
  /** Some of them cannot be read any more, or the hub takes none of them; the rest is to be sent again. */
  | { readonly kind: 'refused'; readonly failed: FailedFile[]; readonly rest: ChosenFile[] }
  /** The hub did not answer, or not now. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'halted'; readonly error: unknown }
  | { readonly kind: 'aborted' };

/** Sends files once. */
export async function sendBatch(
  datasetId: string,
  batch: { readonly format: ImportFormat; readonly files: readonly ChosenFile[] },
  watch: { readonly signal: AbortSignal; onProgress(sentBytes: number): void },
): Promise<SendOutcome> {
  try {
    return { kind: 'answered', report: await uploadFiles({ datasetId, ...batch, ...watch }) };
  } catch (error) {
    if (watch.signal.aborted) return { kind: 'aborted' };
    const { code, message } = readFailure(error);
    // A browser says the same of a lost line and of a file that changed: the files themselves tell.
    const { failed, rest } = await sortOut(batch.files);
    if (failed.length > 0) return { kind: 'refused', failed, rest };
    if (code === 'HUB_UNREACHABLE' || isPassing(error)) return { kind: 'unreachable' };
    if (!code.startsWith('INPUT_') || code === 'INPUT_NOT_FOUND') return { kind: 'halted', error };
    const refused = batch.files.map(({ name }) => ({ source: name, problem: { code, message } }));
    return { kind: 'refused', failed: refused, rest: [] };
  }
}

/** Whether something before the hub, or the hub while it starts, is expected to answer soon. */
function isPassing(error: unknown): boolean {
  return error instanceof Error && /status (429|502|503|504)\b/.test(error.message);
}

async function sortOut(files: readonly ChosenFile[]) {
  const failed: FailedFile[] = [];
  const rest: ChosenFile[] = [];
  for (const file of files) {
    try {
      await file.content.slice(0, 1).arrayBuffer();
      rest.push(file);
    } catch (error) {
      failed.push(unreadable(file.name, error));
    }
  }
  return { failed, rest };
}
