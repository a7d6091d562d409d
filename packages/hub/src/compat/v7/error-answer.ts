import type { ErrorAnswer } from '../../http/error-handler.ts';

/** An error as V7's clients look for it: below `errors`, with a word for each field where they know one. */
interface V7ErrorBody {
  readonly errors: { readonly [name: string]: unknown };
}

/**
 * The error of a request in the form of V7. A field that is not right is 422, as there; a body that
 * cannot be read at all stays 400.
 */
export function toV7Error({ status, body }: ErrorAnswer): { status: number; body: V7ErrorBody } {
  const { code, message, remedy, details, requestId } = body;
  const namesField = ['path', 'pointer', 'issues'].some((name) => details?.[name] !== undefined);
  return {
    status: code === 'INPUT_INVALID' && namesField ? 422 : status,
    body: {
      errors: {
        code,
        message: describeForbidden(details?.permission) ?? message,
        remedy,
        ...(details && { details }),
        ...(code === 'INPUT_NAME_TAKEN' && { name: ['has already been taken'] }),
        request_id: requestId,
      },
    },
  };
}

/** The permission in words, for whoever meets it in a terminal; null for other errors. */
function describeForbidden(permission: unknown): string | null {
  if (permission === 'models:write') return `${lacking} create models (${permission}).`;
  if (permission === 'models:use') return `${lacking} ask models (${permission}).`;
  return null;
}

const lacking = 'The API key lacks the right to';
