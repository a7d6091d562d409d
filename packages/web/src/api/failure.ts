import { ORPCError } from '@orpc/client';
import { errorBodySchema } from '@patchbay/core/api/error-body.ts';
import { type ErrorCode, errorCodes } from '@patchbay/core/error/codes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';

/** An error as a person is shown it. */
export interface Failure {
  readonly code: ErrorCode;
  readonly title: string;
  readonly message: string;
  readonly remedy: string;
  readonly details: { readonly [key: string]: Json };
  /** Finds the request in the log of the hub; null where the hub never saw it. */
  readonly requestId: string | null;
}

/** What the one at a page can do, where the table of errors speaks of keys and of the machine of the hub. */
const remediesHere: { readonly [Code in ErrorCode]?: string } = {
  AUTH_FORBIDDEN:
    'Ask an owner or a manager for a role that may: roles are given under Settings → People. Whoever has it sees the same page with more to do on it.',
  HUB_UNREACHABLE:
    'See that this machine is online, and try again. If others cannot reach the hub either, whoever runs it starts it with `patchbay serve`.',
  URL_BLOCKED:
    'Give an address on the public internet, or have this one allowed, if it is where the model is.',
};

/** Reads whatever a call threw, or was told of a model: an answer of the hub, a lost connection, or a mistake of ours. */
export function readFailure(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const body = errorBodySchema.safeParse(error.data);
    if (body.success) {
      const { code, message, requestId, details = {} } = body.data;
      const remedy = remediesHere[code] ?? body.data.remedy;
      return { code, title: errorCodes[code].title, message, remedy, details, requestId };
    }
  }
  if (error instanceof PatchbayError) {
    return { ...describeByTable(error.code, error.message), details: error.details ?? {} };
  }
  // `fetch` throws a TypeError where no answer came at all.
  if (error instanceof TypeError) {
    return describeByTable('HUB_UNREACHABLE', 'The connection to the hub failed.');
  }
  if (error instanceof ORPCError && error.status >= 502) {
    const message = `Something in front of the hub answered with status ${error.status}.`;
    return describeByTable('HUB_UNREACHABLE', message);
  }
  return describeByTable('INTERNAL', error instanceof Error ? error.message : String(error));
}

function describeByTable(code: ErrorCode, message: string): Failure {
  const { title, remedy } = errorCodes[code];
  return {
    code,
    title,
    message,
    remedy: remediesHere[code] ?? remedy,
    details: {},
    requestId: null,
  };
}
