import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import type { ImportFormat } from '@patchbay/core/api/dataset-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { holdsConversation } from './holds-conversation.ts';
import { importExtensions } from './import-extensions.ts';

/** A file that is to be sent: where it is, and the name by which the dataset will know it. */
export interface PlannedFile {
  readonly path: string;
  /** Relative to the imported folder, with forward slashes. */
  readonly name: string;
  readonly byteLength: number;
}

/** What an import will do, decided before anything is sent. */
export interface ImportPlan {
  readonly format: ImportFormat;
  readonly files: readonly PlannedFile[];
  /** Names of files in the folder that are of no type that is imported. */
  readonly skipped: readonly string[];
  /** What the dataset is called where nobody says. */
  readonly suggestedName: string;
}

/** Looks at what is to be imported: a folder with all that is below it, or one file. */
export async function planImport(path: string, wanted?: ImportFormat): Promise<ImportPlan> {
  const found = await statOf(path);
  const isFolder = found.isDirectory();
  const format = wanted ?? (isFolder ? 'files' : formatOf(path));
  const candidates = isFolder ? await listFiles(path) : [path];
  const allowed = importExtensions[format];
  const taken: string[] = [];
  const skipped: string[] = [];
  for (const file of candidates) {
    const extension = extname(file).toLowerCase();
    // Beside images there often is a JSON file that says something about them.
    const isMeant = !isFolder || extension !== '.json' || (await holdsConversation(file));
    (allowed.includes(extension) && isMeant ? taken : skipped).push(file);
  }
  if (taken.length === 0) throw nothingToImport(path, isFolder, allowed);
  const nameOf = (file: string) =>
    isFolder ? relative(path, file).split(sep).join('/') : basename(file);
  return {
    format,
    files: await Promise.all(
      taken.map(async (file) => ({
        path: file,
        name: nameOf(file),
        byteLength: (await statOf(file)).size,
      })),
    ),
    skipped: skipped.map(nameOf),
    suggestedName: isFolder ? basename(resolve(path)) : basename(path, extname(path)),
  };
}

/** A list is known by its extension; any other file is a data row by itself. */
function formatOf(path: string): ImportFormat {
  const extension = extname(path).toLowerCase();
  if (importExtensions['urls-csv'].includes(extension)) return 'urls-csv';
  if (importExtensions['rows-jsonl'].includes(extension)) return 'rows-jsonl';
  return 'files';
}

/** All files below a folder, in the order of their names; hidden ones are left out. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const isHidden = (entry: Dirent) =>
    relative(folder, join(entry.parentPath, entry.name))
      .split(sep)
      .some((part) => part.startsWith('.'));
  return entries
    .filter((entry) => entry.isFile() && !isHidden(entry))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function statOf(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (cause) {
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message: `there is no file or folder at ${path}, or it may not be read`,
      cause,
    });
  }
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
