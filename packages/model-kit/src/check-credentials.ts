import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type Credentials, credentialsSchema } from '@patchbay/core/model/credentials.ts';
import type { AuthenticateBy } from './caller-check.ts';

/**
 * Holds the credentials of a server against what a caller can send. A token that is missing because a
 * variable of the environment is not set would otherwise let everyone in, or no one.
 * @throws PatchbayError INPUT_INVALID with the place, never with the value.
 */
export function checkCredentials(
  credentials: Credentials,
  authenticateBy: AuthenticateBy,
): Credentials {
  const { bearer, basic, header, ...rest } = credentials;
  if (!bearer && !basic && !header) {
    throw refuse(['authentication'], 'it names no credentials; leave it out to let everyone in');
  }
  // Bearer and basic use the same header: a caller has one or the other, which `any` is for.
  const ways = authenticateBy === 'any' ? [{ bearer }, { basic }, { header }, rest] : [credentials];
  const [issue] = ways.flatMap((way) => credentialsSchema.safeParse(way).error?.issues ?? []);
  if (issue) throw refuse(['authentication', ...issue.path], issue.message);
  return credentials;
}

function refuse(path: readonly PropertyKey[], reason: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The server is not started: at ${toJsonPointer(path)}: ${reason}.`,
  });
}
