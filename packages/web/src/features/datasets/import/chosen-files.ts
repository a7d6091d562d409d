import type { FailedFile } from '@patchbay/core/dataset-import/shared-names.ts';

/** A file that a person chose or dropped. */
export interface ChosenFile {
  /** Its global key to be: relative to the folder, with forward slashes. */
  readonly name: string;
  readonly content: Blob;
  readonly byteLength: number;
  /** Whether it came with a folder, where files of other types lie beside those that are meant. */
  readonly isInFolder: boolean;
}

/** What was chosen, and what of it the browser could not read. */
export interface ChosenFiles {
  readonly files: ChosenFile[];
  readonly failed: FailedFile[];
}

/** Files of an input; of one that takes folders with their paths in the folder. */
export function chooseFiles(list: readonly File[]): ChosenFiles {
  const paths = list.map((file) => file.webkitRelativePath);
  const files = list.map((file, index) => {
    const path = paths[index] ?? '';
    // One folder is chosen, and its own name is not part of the paths in it.
    const name = path === '' ? file.name : path.slice(path.indexOf('/') + 1);
    return toChosen(file, name, path !== '');
  });
  return { files, failed: [] };
}

/** Addresses as a list of one column, which the hub fetches. */
export function chooseAddresses(addresses: readonly string[]): ChosenFiles {
  const cells = addresses.map((address) => `"${address.replaceAll('"', '""')}"`);
  const content = new Blob([['url', ...cells].join('\n')], { type: 'text/csv' });
  const name = 'pasted addresses.csv';
  return {
    files: [{ name, content, byteLength: content.size, isInFolder: false }],
    failed: [],
  };
}

/** The addresses in a text: one on each line, whatever is between them. */
export function listAddresses(text: string): string[] {
  return text.split(/\s+/).filter((word) => /^https?:\/\//i.test(word));
}

/**
 * Files and whole folders that were dropped. To be called while the drop is handled: a moment later the browser
 * gives nothing out. `onFound` hears how many files there are so far.
 */
export async function readDrop(
  transfer: DataTransfer,
  onFound: (count: number) => void,
): Promise<ChosenFiles> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) {
    const text = transfer.getData('text/uri-list') || transfer.getData('text/plain');
    const addresses = listAddresses(text);
    return addresses.length > 0 ? chooseAddresses(addresses) : { files: [], failed: [] };
  }
  const found: ChosenFiles = { files: [], failed: [] };
  const isOneFolder = entries.length === 1 && entries[0]?.isDirectory;
  for (const entry of entries) {
    // Of several folders each keeps its name, so that their files stay apart.
    const prefix = isOneFolder ? '' : `${entry.name}/`;
    if (isFolder(entry)) await addFolder(entry, prefix, found, onFound);
    else if (isFile(entry)) await addFile(entry, entry.name, false, found, onFound);
  }
  return found;
}

async function addFolder(
  folder: FileSystemDirectoryEntry,
  prefix: string,
  found: ChosenFiles,
  onFound: (count: number) => void,
): Promise<void> {
  const reader = folder.createReader();
  try {
    // Browsers give out a hundred at a time.
    for (;;) {
      const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (entries.length === 0) return;
      for (const entry of entries) {
        const name = `${prefix}${entry.name}`;
        if (isFolder(entry)) await addFolder(entry, `${name}/`, found, onFound);
        else if (isFile(entry)) await addFile(entry, name, true, found, onFound);
      }
    }
  } catch (error) {
    found.failed.push(unreadable(prefix || `${folder.name}/`, error));
  }
}

async function addFile(
  entry: FileSystemFileEntry,
  name: string,
  isInFolder: boolean,
  found: ChosenFiles,
  onFound: (count: number) => void,
): Promise<void> {
  try {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.files.push(toChosen(file, name, isInFolder));
  } catch (error) {
    found.failed.push(unreadable(name, error));
  }
  onFound(found.files.length);
}

/** What is said of a file or folder that the browser is not let into. */
export function unreadable(source: string, error: unknown): FailedFile {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `${source} cannot be read by the browser: ${reason} See that you may read it, and that it was not moved or changed.`;
  return { source, problem: { code: 'INPUT_FILE_UNREADABLE', message } };
}

function toChosen(file: File, name: string, isInFolder: boolean): ChosenFile {
  return { name, content: file, byteLength: file.size, isInFolder };
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
