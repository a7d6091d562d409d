import * as z from 'zod';
import { problemSchema } from '../error/problem.ts';
import { checkDepths, severities } from './rule-definition.ts';
import { ruleIds } from './rules.ts';

/** One place where a rule was broken: what was sent, what came, and where in it. Without credentials. */
export const evidenceSchema = z.object({
  /** What was asked about, such as `the test image`. */
  about: z.string(),
  /** What was seen, in a sentence. */
  message: z.string(),
  /** JSON pointer into the answer; null where no single place is meant. */
  pointer: z.string().nullable(),
  /** Null where nothing could be sent. The body is shortened. */
  sent: z.object({ method: z.string(), url: z.string(), body: z.string().nullable() }).nullable(),
  /** Null where nothing came. The body is shortened, to the named place where there is one. */
  received: z
    .object({ status: z.int(), contentType: z.string().nullable(), body: z.string() })
    .nullable(),
  latencyMs: z.number().nonnegative().nullable(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** What may come of a rule. `noted` is an information: worth knowing, never counted. */
export const findingStatuses = ['passed', 'noted', 'warned', 'failed', 'skipped'] as const;
export type FindingStatus = (typeof findingStatuses)[number];

/** What came of one rule, whose words are repeated so that a report can be read by itself. */
export const findingSchema = z.object({
  rule: z.enum(ruleIds),
  severity: z.enum(severities),
  title: z.string(),
  status: z.enum(findingStatuses),
  /** What was seen, or why the rule was not tried, in a sentence. */
  message: z.string(),
  /** In how many answers the rule was broken. */
  count: z.int().nonnegative(),
  /** The first of them. */
  evidence: z.array(evidenceSchema),
  remedy: z.string(),
  /** The error with which an item of a run would fail, where it would. */
  problem: problemSchema.optional(),
});
export type Finding = z.infer<typeof findingSchema>;

/** What `check` found out about an endpoint. */
export const checkReportSchema = z.object({
  protocol: z.string(),
  url: z.string(),
  depth: z.enum(checkDepths),
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  /** Calls that were made. */
  calls: z.int().nonnegative(),
  /** Time of the first call and the median of the ordinary ones after it; null where there was none. */
  latency: z.object({
    coldMs: z.number().nonnegative().nullable(),
    warmMs: z.number().nonnegative().nullable(),
    limitMs: z.number().positive(),
  }),
  /** Whether the endpoint was reached and broke no rule whose severity is `error`. */
  passed: z.boolean(),
  /** One for each rule of the depth, in the order of the table. */
  findings: z.array(findingSchema),
});
export type CheckReport = z.infer<typeof checkReportSchema>;

/** How many findings have each status. */
export function countStatuses(findings: readonly Finding[]): Record<FindingStatus, number> {
  const counts = { passed: 0, noted: 0, warned: 0, failed: 0, skipped: 0 };
  for (const { status } of findings) counts[status] += 1;
  return counts;
}

const knownRules: ReadonlySet<unknown> = new Set(ruleIds);

/** A report that was kept, maybe before rules were renamed: without the findings of those; null where it cannot be read. */
export function readKeptReport(kept: { readonly findings: readonly { readonly rule: string }[] }) {
  const findings = kept.findings.filter(({ rule }) => knownRules.has(rule));
  return checkReportSchema.safeParse({ ...kept, findings }).data ?? null;
}
