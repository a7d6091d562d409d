import type { Dirent } from 'node:fs';
import { access, constants, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isSystemFile } from '@patchbay/core/data-row/row-file-names.ts';
import type { FailedFile } from '@patchbay/core/dataset-import/shared-names.ts';

/** A file that lies in a folder. */
export interface FoundFile {
  readonly path: string;
  /** Relative to the folder, with forward slashes. */
  readonly name: string;
  readonly byteLength: number;
}

/** What is below a folder, in the order of names; hidden files and those of the system are passed over. */
export interface FolderListing {
  readonly files: FoundFile[];
  /** Names of links, pipes and devices. Links are not followed: they may lead anywhere, and in circles. */
  readonly links: string[];
  readonly failed: FailedFile[];
}

/** Lists all that is below a folder. What cannot be read does not stop the others. */
export async function listFolder(folder: string): Promise<FolderListing> {
  const listing: FolderListing = { files: [], links: [], failed: [] };
  await addFolder(listing, folder, '');
  listing.files.sort((one, other) => (one.path < other.path ? -1 : 1));
  listing.failed.sort((one, other) => (one.source < other.source ? -1 : 1));
  return { ...listing, links: listing.links.sort() };
}

async function addFolder(listing: FolderListing, path: string, prefix: string): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true, encoding: 'buffer' }).catch(
    (error: unknown) => {
      if (prefix === '') throw error;
      listing.failed.push(unreadable(prefix, error));
      return [];
    },
  );
  for (const entry of entries) {
    const name = `${prefix}${entry.name}`;
    if (isSystemFile(name)) continue;
    if (entry.name.equals(Buffer.from(entry.name.toString()))) {
      await addEntry(listing, entry, join(path, entry.name.toString()), name);
    } else {
      listing.failed.push(nameless(name));
    }
  }
}

async function addEntry(
  listing: FolderListing,
  entry: Dirent<Buffer>,
  path: string,
  name: string,
): Promise<void> {
  if (entry.isDirectory()) return await addFolder(listing, path, `${name}/`);
  if (!entry.isFile()) return void listing.links.push(name);
  try {
    await access(path, constants.R_OK);
    listing.files.push({ path, name, byteLength: (await stat(path)).size });
  } catch (error) {
    listing.failed.push(unreadable(name, error));
  }
}

function unreadable(source: string, error: unknown): FailedFile {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `${source} cannot be read: ${reason}. See that you may read it.`;
  return { source, problem: { code: 'INPUT_FILE_UNREADABLE', message } };
}

/** A name that is no text is no global key either; the system shows marks in place of what it cannot read. */
function nameless(source: string): FailedFile {
  const message = `The name of ${source} is not UTF-8. Rename it.`;
  return { source, problem: { code: 'INPUT_INVALID', message } };
}
