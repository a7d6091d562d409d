import { ORPCError } from '@orpc/client';
import { errorBodySchema } from '@patchbay/core/api/error-body.ts';
import { type ErrorCode, errorCodes } from '@patchbay/core/error/codes.ts';
import { PatchbayError, type Problem } from '@patchbay/core/error/patchbay-error.ts';
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
};

/** What to do about a problem for the one at a page; `remedy` is what else is said, that of the table if left out. */
export function advise(
  { code, details }: Pick<Problem, 'code' | 'details'>,
  remedy: string = errorCodes[code].remedy,
): string {
  if (code !== 'URL_BLOCKED') return remediesHere[code] ?? remedy;
  // Some addresses no setting opens: those name no entry.
  return details?.entry === undefined
    ? 'Give the address of the model.'
    : 'Give an address on the public internet, or have this one allowed, if it is where the model is.';
}

/** Reads whatever a call threw, or was told of a model: an answer of the hub, a lost connection, or a mistake of ours. */
export function readFailure(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const body = errorBodySchema.safeParse(error.data);
    if (body.success) {
      const { code, message, requestId, details = {} } = body.data;
      const remedy = advise({ code, details }, body.data.remedy);
      return { code, title: errorCodes[code].title, message, remedy, details, requestId };
    }
  }
  if (error instanceof PatchbayError) {
    return describeByTable(error.code, error.message, error.details);
  }
  if (error instanceof ORPCError) return describeForeignAnswer(error.status);
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof TypeError && lostConnection.test(words)) {
    return describeByTable('HUB_UNREACHABLE', 'The connection to the hub failed.');
  }
  const again = 'Load the page anew. Where it happens again, report it with these words.';
  return { ...describeByTable('INTERNAL', words), remedy: again };
}

/** What browsers say where no answer came, or one broke off. Any other TypeError is a fault of the page. */
const lostConnection =
  /^(Failed to fetch|network error|NetworkError|Error in (input|body) stream|Load failed|The network connection was lost|error loading dynamically imported|Importing a module script failed)/i;

/** An answer that something before the hub wrote, such as a proxy. */
function describeForeignAnswer(status: number): Failure {
  const message = `An answer of status ${status} came, but the hub did not write it: something before it did, such as a proxy.`;
  const code = status >= 502 && status <= 504 ? 'HUB_UNREACHABLE' : 'INTERNAL';
  const look = 'Try again in a moment. Where it stays so, the log of the proxy says why.';
  return { ...describeByTable(code, message), remedy: look };
}

function describeByTable(
  code: ErrorCode,
  message: string,
  details: Failure['details'] = {},
): Failure {
  const { title } = errorCodes[code];
  return { code, title, message, remedy: advise({ code, details }), details, requestId: null };
}
