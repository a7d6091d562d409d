import { Group, SimpleGrid, Stack, Text } from '@mantine/core';
import type { RunSummary, RunView } from '@patchbay/core/api/run-routes.ts';
import { BarList } from '../../components/bar-list.tsx';
import { assignClassColours } from '../../components/class-colours.ts';
import { ClassName } from '../../components/class-name.tsx';
import { Section } from '../../components/section.tsx';
import { FailureGroups } from './failure-groups.tsx';
import { canRetry } from './use-run-change.ts';
import { WarningSummary } from './warning-summary.tsx';

interface RunSummarySectionsProps {
  run: RunView;
  summary: RunSummary;
  knownClasses: readonly string[];
  onShowFailures: (code: string) => void;
}

/** What a run found and what went wrong: annotations by class, failures by reason, warnings by code. */
export function RunSummarySections(props: RunSummarySectionsProps) {
  const { run, summary, knownClasses, onShowFailures } = props;
  const failed = summary.failures.reduce((sum, { count }) => sum + count, 0);
  const hasFailures = failed > 0 || run.counts.ignored > 0;
  const hasTrouble = hasFailures || summary.warningCodes.length > 0;
  return (
    <SimpleGrid cols={{ base: 1, md: hasTrouble ? 2 : 1 }} spacing="md">
      <ClassSection summary={summary} knownClasses={knownClasses} />
      {hasTrouble && (
        <Stack gap="md">
          {hasFailures && (
            <Section title="Failures">
              <FailureGroups
                run={run}
                failed={failed}
                canRetry={canRetry(run.state)}
                onShow={onShowFailures}
              />
            </Section>
          )}
          {summary.warningCodes.length > 0 && (
            <Section title="Warnings">
              <WarningSummary warnings={summary.warningCodes} />
            </Section>
          )}
        </Stack>
      )}
    </SimpleGrid>
  );
}

type ClassSectionProps = Pick<RunSummarySectionsProps, 'summary' | 'knownClasses'>;

function ClassSection({ summary, knownClasses }: ClassSectionProps) {
  const found = summary.classes.map((entry) => entry.class);
  const colours = assignClassColours(knownClasses, found);
  return (
    <Section
      title="Annotations"
      actions={
        <Text size="sm" c="dimmed">
          {summary.annotations.toLocaleString()} in all
        </Text>
      }
    >
      {summary.classes.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing was found yet.
        </Text>
      )}
      <BarList
        bars={summary.classes.map((entry) => ({
          key: `${entry.kind} ${entry.class}`,
          name: (
            <Group gap="xs" wrap="nowrap" miw={0}>
              <ClassName
                name={entry.class}
                colour={colours(entry.class)}
                isUnknown={entry.unknownClass}
              />
              <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                {entry.kind.replaceAll('_', ' ')}
                {entry.meanConfidence !== null && ` · mean ${entry.meanConfidence.toFixed(2)}`}
              </Text>
            </Group>
          ),
          count: entry.count,
          colour: colours(entry.class),
        }))}
      />
    </Section>
  );
}
