import { Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { type CheckReport, countStatuses } from '@patchbay/core/conformance/check-report.ts';
import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { CheckAreas } from './check-areas.tsx';
import { CheckFinding } from './check-finding.tsx';
import { checkLooks } from './check-looks.ts';

/** What a person has to look at, the worst first. */
const troubles = ['failed', 'warned', 'noted'] as const;

/** Rules whose words tell what the endpoint is, when they are kept. */
const telling: readonly RuleId[] = ['reach-answers', 'classes-listed'];

/** A report: its sum, what the endpoint answered, what is wrong with evidence, and all rules. */
export function CheckReportView({ report }: { report: CheckReport }) {
  return (
    <Stack gap="md">
      <Verdict report={report} />
      {telling.map((rule) => {
        const finding = report.findings.find((one) => one.rule === rule);
        return finding?.status === 'passed' ? (
          <Text key={rule} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {showControls(finding.message)}
          </Text>
        ) : null;
      })}
      {troubles.flatMap((status) =>
        report.findings
          .filter((finding) => finding.status === status)
          .map((finding) => <CheckFinding key={finding.rule} finding={finding} />),
      )}
      <CheckAreas findings={report.findings} />
    </Stack>
  );
}

function Verdict({ report }: { report: CheckReport }) {
  const { warned } = countStatuses(report.findings);
  const { colour, icon: Icon } = checkLooks[verdictOf(report, warned)];
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <ThemeIcon size={36} radius="xl" variant="light" color={colour}>
        <Icon size={20} aria-hidden />
      </ThemeIcon>
      <div>
        <Text fw={650}>{describeVerdict(report)}</Text>
        <Text size="xs" c="dimmed">
          {describeEffort(report)}
        </Text>
      </div>
    </Group>
  );
}

function verdictOf(report: CheckReport, warned: number) {
  if (!report.passed) return 'failed';
  return warned > 0 ? 'warned' : 'passed';
}

function describeVerdict(report: CheckReport): string {
  const { failed, warned } = countStatuses(report.findings);
  const warnings = count(warned, 'warning');
  if (report.passed) {
    return warned === 0 ? 'Conformant, with no warnings' : `Conformant, with ${warnings}`;
  }
  if (failed === 0) return 'The endpoint could not be checked';
  const others = warned === 0 ? '' : `, ${warnings}`;
  return `Not conformant: ${count(failed, 'rule')} broken${others}`;
}

function describeEffort({ depth, calls, durationMs, latency }: CheckReport): string {
  const parts = [
    `${depth === 'full' ? 'Full' : 'Quick'} check`,
    `${count(calls, 'call')} in ${seconds(durationMs)}`,
    latency.coldMs === null ? null : `first answer after ${seconds(latency.coldMs)}`,
    latency.warmMs === null ? null : `then ${seconds(latency.warmMs)}`,
    `limit ${seconds(latency.limitMs)}`,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${Number((milliseconds / 1000).toFixed(1))} s`;
}
