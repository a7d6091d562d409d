import * as z from 'zod';
import { problemSchema } from '../error/problem.ts';
import { warningSchema } from '../error/warning.ts';

/** One step of a check: what was tried, and how it went. */
export const checkStepSchema = z.object({
  /** Stable id: `reachable`, `authenticated`, `classes`, `answers`. */
  id: z.string(),
  title: z.string(),
  status: z.enum(['passed', 'warned', 'failed', 'skipped']),
  /** What was seen, in a sentence. */
  finding: z.string(),
  problem: problemSchema.optional(),
  warnings: z.array(warningSchema).default([]),
  latencyMs: z.number().nonnegative().nullable(),
});
export type CheckStep = z.infer<typeof checkStepSchema>;

/** What `check` found out about an endpoint. */
export const checkReportSchema = z.object({
  protocol: z.string(),
  url: z.string(),
  passed: z.boolean(),
  steps: z.array(checkStepSchema),
});
export type CheckReport = z.infer<typeof checkReportSchema>;
