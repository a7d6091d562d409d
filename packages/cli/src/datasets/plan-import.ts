import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import type { ImportFormat } from '@patchbay/core/api/dataset-routes.ts';
import { archiveEndings } from '@patchbay/core/data-row/row-file-names.ts';
import { guessFormat, importExtensions } from '@patchbay/core/dataset-import/file-formats.ts';
import { type FailedFile, refuseSharedNames } from '@patchbay/core/dataset-import/shared-names.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { holdsConversation } from './holds-conversation.ts';
import { type FoundFile, listFolder } from './list-folder.ts';

/** A file that is to be sent: where it is, and the name by which the dataset will know it. */
export type PlannedFile = FoundFile;

/** What an import will do, decided before anything is sent. */
export interface ImportPlan {
  readonly format: ImportFormat;
  readonly files: readonly PlannedFile[];
  /** Names of files in the folder that are of no type that is imported. */
  readonly skipped: readonly string[];
  /** Names of links in the folder, which are not followed. */
  readonly links: readonly string[];
  /** What in the folder cannot be sent, with its reason. */
  readonly failed: readonly FailedFile[];
  /** What the dataset is called where nobody says. */
  readonly suggestedName: string;
}

/** Looks at what is to be imported: a folder with all that is below it, or one file. */
export async function planImport(path: string, wanted?: ImportFormat): Promise<ImportPlan> {
  const found = await statOf(path);
  if (found.isDirectory()) return await planFolder(path, wanted ?? 'files');
  const format = wanted ?? guessFormat(path);
  const name = basename(path);
  const allowed = [...importExtensions[format], ...(format === 'files' ? archiveEndings : [])];
  if (!allowed.includes(extname(path).toLowerCase())) throw nothingToImport(path, false, allowed);
  return {
    format,
    files: [{ path, name, byteLength: found.size }],
    skipped: [],
    links: [],
    failed: [],
    suggestedName: basename(path, extname(path)),
  };
}

async function planFolder(path: string, format: ImportFormat): Promise<ImportPlan> {
  const listing = await listFolder(path).catch((cause: unknown) => {
    throw notThere(path, cause);
  });
  const allowed = importExtensions[format];
  const files: PlannedFile[] = [];
  const skipped: string[] = [];
  for (const file of listing.files) {
    const extension = extname(file.name).toLowerCase();
    // Beside images there often is a JSON file that says something about them.
    const isMeant = extension !== '.json' || (await holdsConversation(file.path));
    if (allowed.includes(extension) && isMeant) files.push(file);
    else skipped.push(file.name);
  }
  if (files.length + listing.failed.length === 0) throw nothingToImport(path, true, allowed);
  const suggestedName = basename(resolve(path));
  const { taken, refused } = refuseSharedNames(files);
  const failed = [...listing.failed, ...refused];
  return { format, files: taken, links: listing.links, failed, skipped, suggestedName };
}

async function statOf(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (cause) {
    throw notThere(path, cause);
  }
}

function notThere(path: string, cause: unknown): PatchbayError {
  const message = `there is no file or folder at ${path}, or it may not be read`;
  return new PatchbayError({ code: 'INPUT_INVALID', message, cause });
}

function nothingToImport(
  path: string,
  isFolder: boolean,
  allowed: readonly string[],
): PatchbayError {
  const seen = isFolder ? `there is no file in ${path} that is` : `${path} is not`;
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `${seen} of a type that can be imported so: ${allowed.join(' ')}`,
  });
}
