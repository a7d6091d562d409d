import { Text, ThemeIcon, Timeline, VisuallyHidden } from '@mantine/core';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import type { CheckReport, CheckStep } from '@patchbay/core/model/check-report.ts';
import { IconAlertTriangle, IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { WarningList } from '../../components/warning-list.tsx';
import { Words } from '../../components/words.tsx';

const looks = {
  passed: { colour: 'teal', icon: IconCheck },
  warned: { colour: 'yellow', icon: IconAlertTriangle },
  failed: { colour: 'red', icon: IconX },
  skipped: { colour: 'gray', icon: IconMinus },
} as const;

/** A check step by step: what was tried, what was seen, what to do where it failed. */
export function CheckReportView({ report }: { report: CheckReport }) {
  return (
    <>
      <Text size="sm" fw={600} c={report.passed ? 'teal' : 'red'}>
        {report.passed
          ? 'The endpoint answers as its protocol says.'
          : 'The endpoint did not pass.'}
      </Text>
      <Timeline bulletSize={22} lineWidth={2} active={report.steps.length}>
        {report.steps.map((step) => {
          const { colour, icon: Icon } = looks[step.status];
          return (
            <Timeline.Item
              key={step.id}
              color={colour}
              bullet={
                <ThemeIcon size={22} radius="xl" color={colour}>
                  <Icon size={13} aria-hidden />
                </ThemeIcon>
              }
              title={<StepTitle step={step} />}
            >
              <StepFinding step={step} />
            </Timeline.Item>
          );
        })}
      </Timeline>
    </>
  );
}

function StepTitle({ step }: { step: CheckStep }) {
  return (
    <Text size="sm" fw={600}>
      {step.title} <VisuallyHidden>{step.status}</VisuallyHidden>
      {step.latencyMs !== null && (
        <Text span size="xs" c="dimmed" fw={400}>
          {Math.round(step.latencyMs)} ms
        </Text>
      )}
    </Text>
  );
}

function StepFinding({ step }: { step: CheckStep }) {
  return (
    <>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {step.finding}
      </Text>
      {step.problem && (
        <Text size="sm">
          <b>What to do:</b> <Words>{errorCodes[step.problem.code].remedy}</Words>
        </Text>
      )}
      {step.warnings.length > 0 && <WarningList warnings={step.warnings} />}
    </>
  );
}
