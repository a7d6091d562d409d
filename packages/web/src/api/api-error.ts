import { ORPCError } from '@orpc/client';
import { type ErrorBody, errorBodySchema } from '@patchbay/core/api/error-body.ts';

/** Turns the body of an answer that is not a success into an error; null where it is not ours. */
export function toApiError(body: unknown, status: number): ORPCError<string, ErrorBody> | null {
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return null;
  const { code, message } = parsed.data;
  return new ORPCError(code, { status, message, data: parsed.data });
}

/** Reads the text of an answer that is not a success, whoever wrote it. */
export function readApiError(text: string, status: number): Error {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = null;
  }
  const message = `The hub answered with status ${status}.`;
  return toApiError(body, status) ?? new ORPCError('FOREIGN_ANSWER', { status, message });
}
