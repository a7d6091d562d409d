import { errorBodySchema } from '@patchbay/core/api/error-body.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/** The error that an unsuccessful answer of the hub tells of. */
export function readHubError(url: string, status: number, body: unknown): PatchbayError {
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return notAHub(url, `with status ${status}`);
  const { code, message, details } = parsed.data;
  return new PatchbayError(details ? { code, message, details } : { code, message });
}

/** Whatever else went wrong on the way to the hub and back, as an error with a remedy. */
export function wrapHubFailure(url: string, failure: unknown): unknown {
  if (failure instanceof PatchbayError || isAbort(failure)) return failure;
  return notAHub(url, failure instanceof Error ? `(${failure.message})` : '', failure);
}

function isAbort(failure: unknown): boolean {
  return failure instanceof Error && failure.name === 'AbortError';
}

function notAHub(url: string, seen: string, cause?: unknown): PatchbayError {
  return new PatchbayError({
    code: 'HUB_UNREACHABLE',
    message: `something answers at ${url}, but not as a hub of this version does ${seen}; is it another program, a proxy in between, or a hub of another version?`,
    cause,
  });
}
