import { ruleAreas, type Severity } from './rule-definition.ts';
import { areaOf, type RuleId, ruleIds, ruleOf } from './rules.ts';

const severityWords: { readonly [Name in Severity]: string } = {
  error: 'Error: an endpoint that breaks it does not pass.',
  warning: 'Warning: counted, and failed on where `--fail-on warning` asks for it.',
  info: 'Information: told, never counted.',
};

/** The page `docs/conformance.md`, written from the table of rules. */
export function describeRules(): string {
  return [
    ...introduction,
    ...Object.entries(ruleAreas).flatMap(([area, title]) => [
      `## ${title}`,
      ...ruleIds.filter((id) => areaOf(id) === area).map(describeRule),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function describeRule(id: RuleId): string {
  const { severity, depth, title, tried, remedy } = ruleOf(id);
  const when = depth === 'quick' ? 'Also in a quick check.' : 'In a full check.';
  return [
    `### ${id}`,
    `**${title}.** ${severityWords[severity]} ${when}`,
    `*Tried:* ${tried}`,
    `*Remedy:* ${remedy}`,
  ].join('\n\n');
}

const introduction = [
  '# The rules of a check',
  "<!-- Written from the tables in packages/core/src/conformance. Change those, then: npm exec -c 'node scripts/write-conformance-page.ts' -->",
  '`patchbay check` calls an endpoint and reports, rule by rule, whether it keeps its contract; [how to use it](how-to/check-an-endpoint.md). Each rule has an id that never changes its meaning, and is reported once, with the number of answers that broke it and the first of them as evidence: what was sent, what came, and where in it.',
  'A rule is `passed`, `failed` (its severity is error), `warned` (warning), `noted` (information) or `skipped`, with the reason. An endpoint passes where nothing failed. What only says how a model behaves under load or with odd inputs is a warning; a slow model is never refused.',
];
