import { answerRules } from './answer-rules.ts';
import { behaviourRules } from './behaviour-rules.ts';
import { contentRules } from './content-rules.ts';
import { reachRules } from './reach-rules.ts';
import { type RuleArea, type RuleDefinition, ruleAreas } from './rule-definition.ts';

/**
 * Every rule of a check. The first word of an id is its area. An id is never reused for another meaning:
 * people name them in their build pipelines. `docs/conformance.md` is written from this table.
 */
export const conformanceRules = {
  ...reachRules,
  ...answerRules,
  ...contentRules,
  ...behaviourRules,
};

/** The id of a rule: a key of the table. */
export type RuleId = keyof typeof conformanceRules;

/** All ids, area by area. */
export const ruleIds = Object.keys(ruleAreas).flatMap((area) =>
  Object.keys(conformanceRules).filter((id) => id.startsWith(`${area}-`)),
) as [RuleId, ...RuleId[]];

/** The row of a rule. */
export function ruleOf(id: RuleId): RuleDefinition {
  return conformanceRules[id];
}

/** The area of a rule. */
export function areaOf(id: RuleId): RuleArea {
  return id.slice(0, id.indexOf('-')) as RuleArea;
}
