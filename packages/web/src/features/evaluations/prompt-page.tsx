import { Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import type {
  AnswerView,
  EvaluationView,
  PromptView,
} from '@patchbay/core/api/evaluation-views.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import { scoreDefinitions } from '@patchbay/core/evaluation/score-settings.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { CodeLink } from '../../components/code-link.tsx';
import { isCommandKey } from '../../components/command-key.ts';
import { AnchorLink } from '../../components/links.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Section } from '../../components/section.tsx';
import { ToEvaluation } from '../../components/ways-back.tsx';
import { Words } from '../../components/words.tsx';
import classes from './answer-text.module.css';
import { AnswerText } from './answer-text.tsx';
import { describeMark } from './score-words.ts';

interface PromptPageProps {
  evaluation: EvaluationView;
  prompt: PromptView & { previousId: string | null; nextId: string | null };
  onStep: (dataRowId: string) => void;
}

/** One prompt: the answers side by side, what was expected, and all that was said of them. */
export function PromptPage({ evaluation, prompt, onStep }: PromptPageProps) {
  const { previousId, nextId } = prompt;
  useWindowEvent('keydown', (event) => {
    if (!isCommandKey(event)) return;
    if (event.key === 'ArrowLeft' && previousId) onStep(previousId);
    if (event.key === 'ArrowRight' && nextId) onStep(nextId);
  });
  return (
    <PageFrame
      title={`Prompt ${prompt.number.toLocaleString()}`}
      parent={<ToEvaluation id={evaluation.id} name={evaluation.name} />}
      subtitle={
        <Text size="sm" c="dimmed">
          {showControls(prompt.globalKey)} · prompt {prompt.number.toLocaleString()} of{' '}
          {evaluation.prompts.toLocaleString()}
        </Text>
      }
      actions={
        <>
          <StepButton label="Previous" to={previousId} onStep={onStep} />
          <StepButton label="Next" to={nextId} onStep={onStep} />
        </>
      }
    >
      <Section title="Prompt">
        <AnswerText text={prompt.prompt} />
      </Section>
      {prompt.expected !== null && (
        <Section title="Expected completion">
          <AnswerText text={prompt.expected} />
        </Section>
      )}
      <SimpleGrid cols={{ base: 1, md: Math.min(3, prompt.answers.length) }} spacing="lg">
        {prompt.answers.map((answer) => (
          <AnswerCard key={answer.candidateId} evaluation={evaluation} answer={answer} />
        ))}
      </SimpleGrid>
    </PageFrame>
  );
}

interface StepButtonProps {
  label: 'Previous' | 'Next';
  to: string | null;
  onStep: (dataRowId: string) => void;
}

function StepButton({ label, to, onStep }: StepButtonProps) {
  const isBack = label === 'Previous';
  return (
    <Button
      variant="default"
      disabled={to === null}
      onClick={() => to && onStep(to)}
      leftSection={isBack && <IconChevronLeft size={16} aria-hidden />}
      rightSection={!isBack && <IconChevronRight size={16} aria-hidden />}
    >
      {label}
    </Button>
  );
}

function AnswerCard({ evaluation, answer }: { evaluation: EvaluationView; answer: AnswerView }) {
  const candidate = evaluation.candidates.find(({ id }) => id === answer.candidateId);
  const name = showControls(candidate?.name ?? '');
  return (
    <Paper component="article" aria-label={name} withBorder p="md">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h5" style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Title>
          {answer.item && (
            <AnchorLink
              to="/runs/$runId/items/$itemId"
              params={{ runId: answer.item.runId, itemId: answer.item.itemId }}
              size="sm"
            >
              Item and exchange
            </AnchorLink>
          )}
        </Group>
        {answer.text !== null && <AnswerText text={answer.text} />}
        {answer.state !== 'answered' && (
          <Text size="sm" className={answer.state === 'failed' ? classes.failed : classes.absent}>
            {answerWords[answer.state]}
          </Text>
        )}
        {answer.problem && <ProblemWords problem={answer.problem} />}
        <MarkList evaluation={evaluation} answer={answer} />
        <RatingList answer={answer} />
      </Stack>
    </Paper>
  );
}

const answerWords = {
  waiting: 'The answer is still to come.',
  failed: 'There is no answer: it failed.',
  missing: 'There is no answer: its run ended before, or the prompt set has none.',
} as const;

function ProblemWords({ problem }: { problem: Problem }) {
  return (
    <div>
      <Text size="sm">{showControls(problem.message)}</Text>
      <Text size="sm">
        <b>What to do:</b> <Words>{errorCodes[problem.code].remedy}</Words> (
        <CodeLink code={problem.code} />)
      </Text>
    </div>
  );
}

function MarkList({ evaluation, answer }: { evaluation: EvaluationView; answer: AnswerView }) {
  return answer.marks.map((mark) => {
    const score = evaluation.scores.find(({ id }) => id === mark.scoreId);
    if (!score) return null;
    const { highest } = scoreDefinitions[score.settings.kind];
    return (
      <div key={mark.scoreId}>
        <Group justify="space-between" gap="xs">
          <Text size="sm">{showControls(score.name)}</Text>
          <Text size="sm" fw={600}>
            {describeMark(mark, highest)}
            {mark.value !== null && ` of ${highest}`}
          </Text>
        </Group>
        {mark.reason && (
          <Text size="sm" c="dimmed" fs="italic" style={{ overflowWrap: 'anywhere' }}>
            {showControls(mark.reason)}
          </Text>
        )}
        {mark.problem && <ProblemWords problem={mark.problem} />}
        {mark.judgement && (
          <AnchorLink
            to="/runs/$runId/items/$itemId"
            params={{ runId: mark.judgement.runId, itemId: mark.judgement.itemId }}
            size="xs"
          >
            What the judge was asked
          </AnchorLink>
        )}
      </div>
    );
  });
}

function RatingList({ answer }: { answer: AnswerView }) {
  return answer.ratings.map(({ name, rating, rank }) => (
    <Group key={name} justify="space-between" gap="xs">
      <Text size="sm">{showControls(name)}</Text>
      <Text size="sm" fw={600}>
        {[rating !== null && `${rating} of 5`, rank !== null && `place ${rank}`]
          .filter(Boolean)
          .join(', ')}
      </Text>
    </Group>
  ));
}
