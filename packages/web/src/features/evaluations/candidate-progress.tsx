import { Group, Progress, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { CandidateView, EvaluationView } from '@patchbay/core/api/evaluation-views.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { countWords } from '../../components/count-words.ts';
import { AnchorLink } from '../../components/links.tsx';
import { Section } from '../../components/section.tsx';
import { StateBadge } from '../../components/state-badge.tsx';

/** How many answers of each candidate are there, failed, missing or still to come. */
export function CandidateProgress({ evaluation }: { evaluation: EvaluationView }) {
  return (
    <Section title="Answers">
      {/* Told when a candidate is done, and not of each answer. */}
      <VisuallyHidden role="status">{describeDone(evaluation)}</VisuallyHidden>
      <Stack gap="md">
        {evaluation.candidates.map((candidate) => (
          <CandidateLine key={candidate.id} candidate={candidate} prompts={evaluation.prompts} />
        ))}
      </Stack>
    </Section>
  );
}

function describeDone({ candidates }: EvaluationView): string {
  const done = candidates.filter(({ answers }) => answers.waiting === 0).length;
  return `${done} of ${countWords(candidates.length, ['candidate has', 'candidates have'])} no answer to come`;
}

function CandidateLine({ candidate, prompts }: { candidate: CandidateView; prompts: number }) {
  const { name, run, model, answers } = candidate;
  const share = (count: number) => (prompts === 0 ? 0 : (count / prompts) * 100);
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs" miw={0}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {showControls(name)}
          </Text>
          {run && <StateBadge state={run.state} />}
        </Group>
        <Text size="sm" c="dimmed">
          {model ? `${showControls(model.name)}, revision ${model.revision}` : 'made elsewhere'}
          {run && (
            <>
              {' · '}
              <AnchorLink to="/runs/$runId" params={{ runId: run.id }} size="sm" underline="always">
                its run
              </AnchorLink>
            </>
          )}
        </Text>
      </Group>
      <Progress.Root size={8} aria-hidden>
        <Progress.Section value={share(answers.answered)} color="teal" />
        <Progress.Section value={share(answers.failed)} color="red" />
      </Progress.Root>
      <Text size="sm">{describeAnswers(candidate, prompts)}</Text>
    </Stack>
  );
}

function describeAnswers({ answers }: CandidateView, prompts: number): string {
  const { answered, failed, missing, waiting } = answers;
  const rest = [
    [failed, 'failed'],
    [missing, 'missing'],
    [waiting, 'to come'],
  ] as const;
  return [
    `${answered.toLocaleString()} of ${prompts.toLocaleString()} answered`,
    ...rest
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${count.toLocaleString()} ${word}`),
  ].join(' · ');
}
