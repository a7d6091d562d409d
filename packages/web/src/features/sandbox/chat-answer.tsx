import { Alert, Badge, Group, Paper, Skeleton, Spoiler, Stack, Text } from '@mantine/core';
import type { ChatModel } from '@patchbay/core/api/chat-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { lazy, type ReactNode, Suspense } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { WarningList } from '../../components/warning-list.tsx';
import classes from './chat-answer.module.css';
import type { Answer } from './chat-state.ts';
import { describeAnswer } from './describe-answer.ts';

const Markdown = lazy(() =>
  import('../../components/markdown.tsx').then(({ Markdown }) => ({ default: Markdown })),
);

interface ChatAnswerProps {
  model: ChatModel;
  answer: Answer | undefined;
  isRaw: boolean;
  /** What can be done with the answer. */
  actions: ReactNode;
}

/** What one model says to one turn, while it says it and afterwards. */
export function ChatAnswer({ model, answer, isRaw, actions }: ChatAnswerProps) {
  const name = showControls(model.name);
  return (
    <Paper
      component="article"
      aria-label={`Answer of ${name}`}
      aria-busy={answer?.state === 'waiting' || answer?.state === 'writing'}
      withBorder
      className={classes.answer}
    >
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text size="sm" fw={600} className={classes.name}>
          {name}
        </Text>
        <Group gap={2} wrap="nowrap">
          {actions}
        </Group>
      </Group>
      {answer ? (
        <AnswerBody answer={answer} isRaw={isRaw} />
      ) : (
        <Text size="sm" c="dimmed">
          Not asked yet.
        </Text>
      )}
    </Paper>
  );
}

function AnswerBody({ answer, isRaw }: { answer: Answer; isRaw: boolean }) {
  const { text, reasoning, state } = answer;
  return (
    <Stack gap="xs">
      {reasoning !== '' && <Reasoning>{reasoning}</Reasoning>}
      {text !== '' && <AnswerWords isRaw={isRaw}>{text}</AnswerWords>}
      {text === '' && state === 'answered' && (
        <Text size="sm" c="dimmed">
          The answer is empty.
        </Text>
      )}
      <AnswerEnd answer={answer} />
    </Stack>
  );
}

/** The words, as Markdown or letter by letter as they came. */
function AnswerWords({ isRaw, children }: { isRaw: boolean; children: string }) {
  const raw = <div className={classes.raw}>{showControls(children)}</div>;
  if (isRaw) return raw;
  return (
    <Suspense fallback={raw}>
      <Markdown>{children}</Markdown>
    </Suspense>
  );
}

function Reasoning({ children }: { children: string }) {
  return (
    <Spoiler
      maxHeight={44}
      showLabel="Show all thoughts"
      hideLabel="Show less"
      className={classes.thoughts}
    >
      <Text size="xs" c="dimmed" className={classes.raw}>
        <b>Thoughts</b> {showControls(children)}
      </Text>
    </Spoiler>
  );
}

function AnswerEnd({ answer }: { answer: Answer }) {
  switch (answer.state) {
    case 'waiting':
      return <UnderWay>Waiting for its turn</UnderWay>;
    case 'writing':
      return <UnderWay>{answer.text === '' ? 'Asked' : 'Writing'}</UnderWay>;
    case 'stopped':
      return (
        <Badge variant="light" color="gray">
          Stopped
        </Badge>
      );
    case 'failed': {
      const { end, error } = answer;
      return <FailureNotice error={end ? new PatchbayError(end.problem) : error} />;
    }
    case 'answered':
      return <Facts answer={answer} />;
  }
}

function UnderWay({ children }: { children: string }) {
  return (
    <Stack gap={8}>
      <Skeleton height={10} width="70%" aria-hidden />
      <Text size="xs" c="dimmed">
        {children} …
      </Text>
    </Stack>
  );
}

function Facts({ answer: { end } }: { answer: Answer & { state: 'answered' } }) {
  return (
    <>
      {end.isCut && (
        <Alert color="yellow" variant="light" p="xs">
          A limit of tokens ended the answer before it was complete. Raise “Maximum tokens” to see
          the rest.
        </Alert>
      )}
      {end.warnings.length > 0 && <WarningList warnings={end.warnings} />}
      <dl className={classes.facts}>
        {describeAnswer(end).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{showControls(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
