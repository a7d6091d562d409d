import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { describeIssues } from './describe-issues.ts';

/**
 * Path and query of a plain route, checked as the contract checks those of the others. The path goes
 * before a query of the same name.
 * @throws PatchbayError INPUT_INVALID, naming each field and what was wanted
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  request: FastifyRequest,
): z.output<Schema> {
  const parsed = schema.safeParse({ ...Object(request.query), ...Object(request.params) });
  if (parsed.success) return parsed.data;
  throw new PatchbayError(describeIssues(parsed.error.issues));
}
