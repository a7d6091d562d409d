/**
 * How much a rule weighs: an error means that the endpoint does not keep its contract, a warning that it
 * does but will cause trouble, an information is worth knowing and never counted.
 */
export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/**
 * How far a check goes: `quick` is the classes and one answer, `full` also asks unusual things, wrong
 * things and many things at once.
 */
export const checkDepths = ['quick', 'full'] as const;
export type CheckDepth = (typeof checkDepths)[number];

/** What a rule is about, in the order of a report. */
export const ruleAreas = {
  reach: 'Reaching it',
  access: 'Who is let in',
  bounds: 'Time and size',
  classes: 'Classes',
  json: 'JSON',
  shape: 'Shape of the answers',
  geometry: 'Coordinates',
  text: 'Places in texts',
  confidence: 'Confidence',
  input: 'Unusual inputs',
  repeat: 'Again and at once',
  refusal: 'Wrong requests',
} as const;
export type RuleArea = keyof typeof ruleAreas;

/** One row of the table of rules. */
export interface RuleDefinition {
  readonly severity: Severity;
  /** The least depth of a check that tries it. */
  readonly depth: CheckDepth;
  /** What holds of an endpoint that keeps the rule, in a sentence without a full stop. */
  readonly title: string;
  /** What the check does to find out, and from which threshold on it complains. */
  readonly tried: string;
  /** What the owner of the model can do about it. */
  readonly remedy: string;
}
