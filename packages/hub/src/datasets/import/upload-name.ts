import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';

const longestName = 512;

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
  return succeed(name);
}

function invalid(written: string, wanted: string): Outcome<string> {
  return fail({
    code: 'INPUT_INVALID',
    message: `The file ${JSON.stringify(written.slice(0, 200))} ${wanted}.`,
  });
}
