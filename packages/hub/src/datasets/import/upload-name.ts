import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';

const longestName = 512;

/** A name as messages write it: on one line, and so that it looks like what it is. */
export function showName(written: string): string {
  return showControls(written).replaceAll(/[\n\t]/g, ' ');
}

/**
 * The name of an uploaded file as a global key: a relative path with `/`, in one Unicode form. It
 * never becomes a path on the disk, but it becomes one in exports.
 */
export function readUploadName(written: string): Outcome<string> {
  const name = written.normalize('NFC').replace(/^(\.\/)+/, '');
  const segments = name.split('/');
  if (name === '' || name.length > longestName) {
    return invalid(written, `needs a name of 1 to ${longestName} characters`);
  }
  if (/[\p{Cc}\\]/u.test(name) || !name.isWellFormed()) {
    return invalid(written, 'must not have control characters or backslashes in its name');
  }
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    return invalid(written, 'must have a relative path without "." and ".." for a name');
  }
  if (/^[a-z]:/i.test(name)) {
    return invalid(written, 'must have a relative path, which begins with no drive, for a name');
  }
  return succeed(name);
}

function invalid(written: string, wanted: string): Outcome<string> {
  return fail({
    code: 'INPUT_INVALID',
    message: `The file ${JSON.stringify(written.slice(0, 200))} ${wanted}.`,
  });
}
