import { foldFileName, isSystemFile } from '@patchbay/core/data-row/row-file-names.ts';
import { PatchbayError, type Problem } from '@patchbay/core/error/patchbay-error.ts';
import { type FileImportParts, importFile } from '../import-file.ts';
import type { ImportStep } from '../import-step.ts';
import { readUploadName, showName } from '../upload-name.ts';
import { type ArchiveLimits, archiveLimits } from './archive-limits.ts';
import { readEntryName } from './entry-name.ts';
import { judgeArchive } from './judge-archive.ts';
import { judgeEntry } from './judge-entry.ts';
import { readMeantRow } from './meant-row.ts';
import { openZipArchive, type ZipArchive, type ZipEntry } from './zip-archive.ts';

/**
 * The files of an archive as data rows, each under its path in the archive. Where the archive as a whole is
 * refused nothing of it is unpacked; else an entry that is refused or damaged fails alone.
 */
export async function* importArchive(
  source: string,
  path: string,
  parts: FileImportParts,
  limits: ArchiveLimits = archiveLimits,
): AsyncGenerator<ImportStep> {
  let archive: ZipArchive | null = null;
  try {
    archive = await openZipArchive(path);
    yield* importEntries(source, archive, parts, limits);
  } catch (error) {
    if (!isRefusal(error, 'INPUT_ARCHIVE_REFUSED')) throw error;
    const { message, ...problem } = error.toProblem();
    yield { kind: 'failed', source, problem: { ...problem, message: `${source}: ${message}` } };
  } finally {
    await archive?.close();
  }
}

async function* importEntries(
  source: string,
  archive: ZipArchive,
  parts: FileImportParts,
  limits: ArchiveLimits,
): AsyncGenerator<ImportStep> {
  const judged = await judgeArchive(archive, limits);
  if (!judged.ok) throw new PatchbayError(judged.problem);
  const met = new Set<string>();
  /** Of the names that differ by case alone the first is taken. */
  const isTaken = (name: string) => {
    if (!judged.value.isShared(name)) return false;
    const folded = foldFileName(name);
    return met.size === met.add(folded).size;
  };
  for await (const entry of archive.entries()) {
    const step = await importEntry(entry, { source, archive, isTaken }, parts);
    if (step) yield step;
  }
}

interface Surroundings {
  /** What messages call the archive. */
  readonly source: string;
  readonly archive: ZipArchive;
  /** Whether an entry before had the same name, as file systems see names. */
  isTaken(name: string): boolean;
}

/** Null for a folder. */
async function importEntry(
  entry: ZipEntry,
  { source: archiveSource, archive, isTaken }: Surroundings,
  parts: FileImportParts,
): Promise<ImportStep | null> {
  const name = readEntryName(entry, archiveSource);
  if (!name.ok) return { kind: 'failed', source: archiveSource, problem: name.problem };
  if (name.value.endsWith('/')) return null;
  const source = `${archiveSource}:${showName(name.value)}`;
  const key = readUploadName(name.value);
  if (!key.ok) return { kind: 'failed', source, problem: key.problem };
  if (isSystemFile(key.value)) return { kind: 'left out', source };
  const problem = judgeEntry(entry, key.value, source);
  if (problem) return { kind: 'failed', source, problem };
  if (isTaken(name.value)) return { kind: 'failed', source, problem: sharedName(source) };
  try {
    const bytes = await readMeantRow(name.value, archive.unpack(entry, source));
    if (!bytes) return { kind: 'left out', source };
    const step = await importFile({ source, name: key.value, bytes }, parts);
    if (step.kind !== 'read') return step;
    return { ...step, warnings: [...name.warnings, ...step.warnings] };
  } catch (error) {
    if (!isRefusal(error, 'INPUT_FILE_UNREADABLE')) throw error;
    return { kind: 'failed', source, problem: error.toProblem() };
  }
}

function sharedName(source: string): Problem {
  return {
    code: 'INPUT_NAME_TAKEN',
    message: `${source}: a file before it in the archive has the same name, or one that differs by case alone. Rename one of them.`,
  };
}

function isRefusal(error: unknown, code: Problem['code']): error is PatchbayError {
  return error instanceof PatchbayError && error.code === code;
}
