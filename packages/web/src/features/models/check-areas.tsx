import { Text } from '@mantine/core';
import {
  countStatuses,
  type Finding,
  type FindingStatus,
} from '@patchbay/core/conformance/check-report.ts';
import { ruleAreas } from '@patchbay/core/conformance/rule-definition.ts';
import { areaOf } from '@patchbay/core/conformance/rules.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconChevronRight } from '@tabler/icons-react';
import classes from './check-areas.module.css';
import { checkLooks } from './check-looks.ts';

const worstFirst = ['failed', 'warned', 'noted', 'passed', 'skipped'] as const;

/** All rules of a report, area by area, each area behind a fold. */
export function CheckAreas({ findings }: { findings: readonly Finding[] }) {
  return (
    <div className={classes.areas}>
      {Object.entries(ruleAreas).map(([area, title]) => {
        const own = findings.filter(({ rule }) => areaOf(rule) === area);
        return own.length === 0 ? null : <Area key={area} title={title} findings={own} />;
      })}
    </div>
  );
}

function Area({ title, findings }: { title: string; findings: readonly Finding[] }) {
  const counts = countStatuses(findings);
  const worst = worstFirst.find((status) => counts[status] > 0) ?? 'skipped';
  const said = worstFirst
    .filter((status) => counts[status] > 0)
    .map((status) => {
      const { words, many } = checkLooks[status];
      return `${counts[status]} ${counts[status] === 1 ? words : many}`;
    });
  return (
    <details className={classes.area}>
      <summary className={classes.head}>
        <IconChevronRight size={14} className={classes.chevron} aria-hidden />
        <StatusIcon status={worst} />
        <Text span size="sm" fw={600}>
          {title}
        </Text>
        <Text span size="xs" c="dimmed" className={classes.counts}>
          {said.join(', ')}
        </Text>
      </summary>
      <ul className={classes.rules}>
        {findings.map((finding) => (
          <li key={finding.rule} className={classes.rule}>
            <StatusIcon status={finding.status} />
            <div>
              <Text size="sm">{finding.title}</Text>
              <Text size="xs" c="dimmed" className={classes.words}>
                {finding.rule} · {showControls(finding.message)}
              </Text>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

function StatusIcon({ status }: { status: FindingStatus }) {
  const { colour, icon: Icon, words } = checkLooks[status];
  return (
    <Icon
      size={16}
      aria-label={words}
      style={{ flexShrink: 0, color: `var(--mantine-color-${colour}-6)` }}
    />
  );
}
