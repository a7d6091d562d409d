import { Button, Group, Paper, Stack, Text, ThemeIcon, Title, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import classes from './step-card.module.css';

/** How a step stands: nothing known yet, well, worth a look, or broken. */
export type StepTone = 'open' | 'good' | 'careful' | 'bad';

const looks = {
  open: { colour: 'gray', words: '', icon: null },
  good: { colour: 'teal', words: 'done', icon: IconCheck },
  careful: { colour: 'yellow', words: 'worth a look', icon: IconAlertTriangle },
  bad: { colour: 'red', words: 'not working', icon: IconX },
} as const;

export interface StepCardProps {
  number: number;
  title: string;
  /** What has been entered or found out, in a line. */
  summary: ReactNode;
  tone: StepTone;
  isOpen: boolean;
  onOpen: () => void;
  /** Opens the next step; left out in the last one. */
  onContinue?: (() => void) | undefined;
  children: ReactNode;
}

/** One step: a line that tells how it stands and opens it, and what is asked in it. */
export function StepCard(props: StepCardProps) {
  const { number, title, summary, tone, isOpen, onOpen, onContinue, children } = props;
  const bodyId = useId();
  const { colour, words, icon: Icon } = looks[tone];
  return (
    <Paper component="section" withBorder className={classes.card} aria-label={title}>
      <Title order={2} size="h5">
        <UnstyledButton
          className={classes.head}
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={onOpen}
        >
          <ThemeIcon size={28} radius="xl" variant={Icon ? 'light' : 'default'} color={colour}>
            {Icon ? <Icon size={16} aria-label={words} /> : <Text size="sm">{number}</Text>}
          </ThemeIcon>
          <span className={classes.title}>{title}</span>
          <Text span size="sm" c="dimmed" className={classes.summary}>
            {summary}
          </Text>
        </UnstyledButton>
      </Title>
      <div id={bodyId} hidden={!isOpen} className={classes.body}>
        {isOpen && (
          <Stack gap="md">
            {children}
            {onContinue && (
              <Group>
                <Button variant="default" onClick={onContinue}>
                  Continue
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </div>
    </Paper>
  );
}
