import { isUtf8 } from 'node:buffer';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { getFileNameLowLevel } from 'yauzl';
import type { ZipEntry } from './zip-archive.ts';

/** Says that a name is in UTF-8 (APPNOTE.TXT, 4.4.4, bit 11). */
const utf8Flag = 0x800;

/**
 * The name of an entry as it is written, backslashes and all. Names that do not say in what they are written
 * are UTF-8 where they are that by their bytes, as macOS writes them; else CP437 as the specification says,
 * which is seldom true: a warning.
 */
export function readEntryName(entry: ZipEntry, archive: string): Outcome<string> {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  if (isUtf8(fileNameRaw)) {
    const flags = generalPurposeBitFlag | utf8Flag;
    return succeed(getFileNameLowLevel(flags, fileNameRaw, extraFields, true));
  }
  const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
  if (generalPurposeBitFlag & utf8Flag) {
    return fail({
      code: 'INPUT_INVALID',
      message: `${archive}: the name ${JSON.stringify(name.slice(0, 200))} is said to be UTF-8 and is not. Rename the file and pack it again.`,
    });
  }
  // A field beside the name may have said it in Unicode.
  const isGuessed = name === getFileNameLowLevel(0, fileNameRaw, [], true);
  if (!isGuessed) return succeed(name);
  const message = `The name of ${archive}:${name} does not say in which characters it is written.`;
  return succeed(name, [{ code: 'FILE_NAME_GUESSED', message, pointer: '' }]);
}
