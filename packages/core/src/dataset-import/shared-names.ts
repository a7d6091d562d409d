import type { ImportReport } from '../api/dataset-routes.ts';
import { foldFileName } from '../data-row/row-file-names.ts';

/** Something that cannot be imported, with its reason. */
export type FailedFile = ImportReport['failed'][number];

/** Of names that differ by case alone the first is taken, as where archives are unpacked. */
export function refuseSharedNames<File extends { readonly name: string }>(
  files: readonly File[],
): { taken: File[]; refused: FailedFile[] } {
  const names = new Map<string, string>();
  const taken: File[] = [];
  const refused: FailedFile[] = [];
  for (const file of files) {
    const folded = foldFileName(file.name);
    const first = names.get(folded);
    if (first === undefined) taken.push(file);
    else refused.push(sharedName(file.name, first));
    names.set(folded, first ?? file.name);
  }
  return { taken, refused };
}

function sharedName(source: string, first: string): FailedFile {
  const message = `${source} differs from ${first} by case or by the form of its letters alone, which not every file system tells apart. Rename one of them.`;
  return { source, problem: { code: 'INPUT_NAME_TAKEN', message } };
}
