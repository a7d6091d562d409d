import * as z from 'zod';
import { type WarningCode, warningCodes } from './warning-codes.ts';

/** Something in a model's answer that was read leniently or dropped. Never silent. */
export const warningSchema = z.object({
  code: z.enum(Object.keys(warningCodes) as [WarningCode, ...WarningCode[]]),
  /** What was found and what was made of it. */
  message: z.string(),
  /** JSON pointer into the answer. */
  pointer: z.string(),
  /** In how many places, where there are several: `pointer` is the first of them. */
  count: z.int().positive().optional(),
});
export type Warning = z.infer<typeof warningSchema>;
