import * as z from 'zod';
import { type WarningCode, warningCodes } from './warning-codes.ts';

/** Something in a model's answer that was read leniently or dropped. Never silent. */
export const warningSchema = z.object({
  code: z.enum(Object.keys(warningCodes) as [WarningCode, ...WarningCode[]]),
  /** What was found and what was made of it. */
  message: z.string(),
  /** JSON pointer into the answer. */
  pointer: z.string(),
});
export type Warning = z.infer<typeof warningSchema>;
