import { type ImportFormat, importFormats } from '@patchbay/core/api/dataset-routes.ts';
import { isSystemFile } from '@patchbay/core/data-row/row-file-names.ts';
import { endingOf, fitsFormat, guessFormat } from '@patchbay/core/dataset-import/file-formats.ts';
import { type FailedFile, refuseSharedNames } from '@patchbay/core/dataset-import/shared-names.ts';
import { divideIntoBatches } from '@patchbay/core/dataset-import/upload-batches.ts';
import { isConversation } from '@patchbay/core/formats/conversation.ts';
import { isJsonObject } from '@patchbay/core/json.ts';
import type { ChosenFile, ChosenFiles } from './chosen-files.ts';

/** Files that travel in one request. */
interface Batch {
  readonly format: ImportFormat;
  readonly files: readonly ChosenFile[];
}

/** What an import will do, decided before anything is sent; the same for the same files. */
export interface ImportPlan {
  readonly batches: readonly Batch[];
  readonly files: number;
  readonly bytes: number;
  /** Names of files that are of no type that is imported. */
  readonly leftOut: readonly string[];
  readonly failed: readonly FailedFile[];
  /** Changes with the files, by which an import that was broken off is known again. */
  readonly fingerprint: string;
}

/** More files than this, and others get their turn in between. */
const filesAtOnce = 500;

/** Looks at what was chosen, as the command does: what is taken, in which format, in which batches. */
export async function planImport(
  { files, failed }: ChosenFiles,
  wanted: ImportFormat | null,
): Promise<ImportPlan> {
  const sorted = files.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const { taken, refused } = refuseSharedNames(sorted);
  const meant = new Map<ImportFormat, ChosenFile[]>(importFormats.map((format) => [format, []]));
  const leftOut: string[] = [];
  for (const [index, file] of taken.entries()) {
    if (index % filesAtOnce === 0) await new Promise((resolve) => setTimeout(resolve));
    const format = wanted ?? (file.isInFolder ? 'files' : guessFormat(file.name));
    if (await isMeant(file, format)) meant.get(format)?.push(file);
    else leftOut.push(file.name);
  }
  const batches = [...meant].flatMap(([format, ofFormat]) =>
    divideIntoBatches(ofFormat).map((batch) => ({ format, files: batch })),
  );
  const all = batches.flatMap((batch) => batch.files);
  return {
    batches,
    files: all.length,
    bytes: all.reduce((sum, { byteLength }) => sum + byteLength, 0),
    leftOut,
    failed: [...failed, ...refused],
    fingerprint: fingerprintOf(all, wanted),
  };
}

/** One that was chosen by itself is sent whatever it is called, so that the hub says what is wrong with it. */
async function isMeant(file: ChosenFile, format: ImportFormat): Promise<boolean> {
  if (isSystemFile(file.name)) return false;
  if (!file.isInFolder) return true;
  if (!fitsFormat(file.name, format, true)) return false;
  // Beside images there often is a JSON file that says something about them.
  return endingOf(file.name) !== '.json' || (await holdsConversation(file.content));
}

async function holdsConversation(content: Blob): Promise<boolean> {
  try {
    const value = JSON.parse(await content.text());
    return isJsonObject(value) && isConversation(value);
  } catch {
    return false;
  }
}

/** FNV-1a over names and lengths. */
function fingerprintOf(files: readonly ChosenFile[], wanted: ImportFormat | null): string {
  let hash = 0x811c9dc5;
  const add = (words: string) => {
    for (let index = 0; index < words.length; index += 1) {
      hash = Math.imul(hash ^ words.charCodeAt(index), 0x01000193);
    }
  };
  add(wanted ?? '');
  for (const { name, byteLength } of files) add(`${name}/${byteLength}/`);
  return `${files.length}-${(hash >>> 0).toString(16)}`;
}
