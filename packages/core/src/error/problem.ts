import * as z from 'zod';
import { type ErrorCode, errorCodes } from './codes.ts';

/** The schema of a {@link Problem} wherever one is stored or sent. */
export const problemSchema = z.object({
  code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
  details: z.record(z.string(), z.json()).optional(),
});
