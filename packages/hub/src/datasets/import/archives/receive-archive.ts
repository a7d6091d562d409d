import { archiveEndings } from '@patchbay/core/data-row/row-file-names.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { IncomingFile, IncomingFiles } from '../incoming-files.ts';
import { archiveLimits } from './archive-limits.ts';

/** Whether a file is to be unpacked: it is called so. Documents of office programs are archives too. */
export function isCalledArchive(name: string): boolean {
  return archiveEndings.some((ending) => name.toLowerCase().endsWith(ending));
}

/** Writes an archive to the disk, where alone it can be read: what is in it stands at its end. */
export async function receiveArchive(
  source: string,
  bytes: AsyncIterable<Buffer>,
  incoming: IncomingFiles,
): Promise<Outcome<IncomingFile>> {
  const { archiveBytes } = archiveLimits;
  const file = await incoming.receive(bytes, archiveBytes);
  if (file) return succeed(file);
  return fail({
    code: 'INPUT_TOO_LARGE',
    message: `${source} has more than ${archiveBytes} bytes, the most that an archive may have. Divide it, or unpack it and import the folder.`,
  });
}
