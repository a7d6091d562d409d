import { Alert, Button, Group, Paper, Radio, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import type { BlindPrompt, Revealed } from '@patchbay/core/api/evaluation-views.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useState } from 'react';
import { isCommandKey } from '../../components/command-key.ts';
import { Section } from '../../components/section.tsx';
import { AnswerText } from './answer-text.tsx';

type BlindAnswer = BlindPrompt['answers'][number];

/** What is said of each answer. */
export type Judgements = {
  label: string;
  rating: number | null;
  rank: number | null;
  version: string;
}[];

interface BlindPromptFormProps {
  prompt: BlindPrompt;
  /** Whose answers they are, once they have been judged. */
  names: Revealed | null;
  isSaving: boolean;
  onSave: (judgements: Judgements) => void;
  onNext: () => void;
}

/** The answers to one prompt side by side, each with a rating and a place. */
export function BlindPromptForm({ prompt, names, isSaving, onSave, onNext }: BlindPromptFormProps) {
  const { judgements, chosen, setChosen, say } = useJudgements(prompt.answers);
  const said = judgements.filter(({ rating, rank }) => rating !== null || rank !== null);
  const goOn = () => (names ? onNext() : said.length > 0 && !isSaving && onSave(said));
  useWindowEvent('keydown', (event) => {
    if (
      !isCommandKey(event) &&
      !(event.target instanceof HTMLInputElement && event.target.type === 'radio')
    )
      return;
    const isButton =
      event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement;
    const letter = event.key.toUpperCase();
    if (event.key === 'Enter' && !isButton) goOn();
    else if (!names && prompt.answers.some(({ label }) => label === letter)) setChosen(letter);
    else if (!names && /^[1-5]$/.test(event.key)) say(chosen, { rating: Number(event.key) }, true);
  });
  return (
    <Stack gap="lg">
      <Section title={`Prompt ${prompt.number.toLocaleString()}`}>
        <AnswerText text={prompt.prompt} />
      </Section>
      {prompt.expected !== null && (
        <Section title="Expected completion">
          <AnswerText text={prompt.expected} />
        </Section>
      )}
      <SimpleGrid cols={{ base: 1, md: Math.min(3, prompt.answers.length) }} spacing="lg">
        {prompt.answers.map((answer) => (
          <BlindAnswerCard
            key={answer.label}
            answer={answer}
            places={prompt.answers.length}
            judgement={judgements.find(({ label }) => label === answer.label)}
            isChosen={answer.label === chosen && !names}
            name={names?.find(({ label }) => label === answer.label)?.name ?? null}
            onSay={(changes) => say(answer.label, changes)}
          />
        ))}
      </SimpleGrid>
      {names && (
        <Alert role="status" color="teal" title="Saved">
          {names
            .filter(({ label }) => prompt.answers.some((answer) => answer.label === label))
            .map(({ label, name }) => `${label} is ${showControls(name)}`)
            .join(' · ')}
        </Alert>
      )}
      <Group>
        <Button onClick={goOn} loading={isSaving} disabled={!names && said.length === 0}>
          {names ? 'Next prompt' : 'Save'}
        </Button>
      </Group>
    </Stack>
  );
}

/** What was said so far, and which answer the keys are about. */
function useJudgements(answers: readonly BlindAnswer[]) {
  const [judgements, setJudgements] = useState<Judgements>(() =>
    answers.map(({ label, rating, rank, version }) => ({ label, rating, rank, version })),
  );
  const [chosen, setChosen] = useState(answers[0]?.label ?? '');
  function say(label: string, changes: Partial<Judgements[number]>, goesOn = false) {
    setJudgements((before) =>
      before.map((one) => (one.label === label ? { ...one, ...changes } : one)),
    );
    const next = answers[answers.findIndex((answer) => answer.label === label) + 1];
    setChosen(goesOn && next ? next.label : label);
  }
  return { judgements, chosen, setChosen, say };
}

interface BlindAnswerCardProps {
  answer: BlindAnswer;
  places: number;
  judgement: Judgements[number] | undefined;
  isChosen: boolean;
  name: string | null;
  onSay: (changes: Partial<Judgements[number]>) => void;
}

function BlindAnswerCard(props: BlindAnswerCardProps) {
  const { answer, places, judgement, isChosen, name, onSay } = props;
  const heading =
    name === null ? `Answer ${answer.label}` : `Answer ${answer.label}: ${showControls(name)}`;
  const isTold = name !== null;
  return (
    <Paper
      component="article"
      aria-label={`Answer ${answer.label}`}
      aria-current={isChosen || undefined}
      withBorder
      p="md"
      style={isChosen ? { outline: '2px solid var(--mantine-primary-color-filled)' } : undefined}
    >
      <Stack gap="sm">
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {heading}
        </Text>
        <AnswerText text={answer.text} />
        <Radio.Group
          label="Rating"
          description="1 is useless, 5 as good as it can be."
          value={judgement?.rating?.toString() ?? null}
          onChange={(value) => onSay({ rating: Number(value) })}
          readOnly={isTold}
        >
          <Group gap="md" mt={6}>
            {[1, 2, 3, 4, 5].map((rating) => (
              <Radio key={rating} value={String(rating)} label={rating} disabled={isTold} />
            ))}
          </Group>
        </Radio.Group>
        {places > 1 && (
          <Select
            label="Place"
            description="1 is the best; equals may share one."
            placeholder="No place"
            data={Array.from({ length: places }, (_, index) => String(index + 1))}
            value={judgement?.rank?.toString() ?? null}
            onChange={(value) => onSay({ rank: value === null ? null : Number(value) })}
            disabled={isTold}
            clearable
          />
        )}
      </Stack>
    </Paper>
  );
}
