import { Button, Group, SegmentedControl, Stack, Textarea, VisuallyHidden } from '@mantine/core';
import type { ChatModel } from '@patchbay/core/api/chat-routes.ts';
import type { PromptContent, SavedPromptDetail } from '@patchbay/core/api/saved-prompt-routes.ts';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { LeaveGuard } from '../../components/leave-guard.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { AnswerGrid } from './answer-grid.tsx';
import {
  beginColumns,
  type ChatColumn,
  findFaults,
  parametersOf,
  toAsked,
} from './chat-columns.ts';
import {
  type Answer,
  type Answers,
  answerKey,
  type ChatTurn,
  canFollow,
  isUnderWay,
} from './chat-state.ts';
import { ChatTurnView } from './chat-turn.tsx';
import { ColumnBar } from './column-bar.tsx';
import { Composer } from './composer.tsx';
import { readParts, writeParts } from './conversation.ts';
import { describeOutcomes } from './describe-answer.ts';
import { SavePromptButtons } from './save-prompt-buttons.tsx';
import { SavedPromptsButton } from './saved-prompts-button.tsx';
import { useConversation } from './use-conversation.ts';

interface WorkbenchProps {
  models: readonly ChatModel[];
  /** Those that stand side by side at first, in order. */
  chosen: readonly ChatModel[];
  /** What is open; null: nothing that is saved. */
  prompt: SavedPromptDetail | null;
  onModels: (ids: string[]) => void;
  onOpen: (id: string | undefined) => void;
  /** What is on the page was saved as this; null: it is saved no more. */
  onSaved: (saved: SavedPromptDetail | null) => void;
  /** Begins anew with what is saved by now under the id. */
  onOpenSaved: (id: string) => Promise<void>;
}

/** Models side by side on the same prompt: what is set for them, what was said, and what is said next. */
export function Workbench(props: WorkbenchProps) {
  const { models, prompt, onModels } = props;
  const content = prompt?.content;
  const [columns, setColumns] = useState(() => beginColumns(props.chosen, content?.columns));
  const [system, setSystem] = useState(content?.system ?? '');
  const [isRaw, setRaw] = useState(false);
  const begin = useState(() => (content?.turns ?? []).map(readParts))[0];
  const { conversation, turns, answers } = useConversation(begin);
  const asked = columns.map((column) => toAsked(column, system));
  const takesImages = columns.some(({ model }) => model.takesImages);
  const isFaulty = columns.some((column) => Object.keys(findFaults(column)).length > 0);
  const isBusy = Object.values(answers).some(isUnderWay);
  const hasAnswers = Object.keys(answers).length > 0;
  const isBehind = hasUnanswered(turns, columns, answers);

  function changeColumns(next: ChatColumn[]) {
    setColumns(next);
    onModels(next.map(({ model }) => model.id));
  }

  return (
    <Stack gap="lg">
      <LeaveGuard isNeeded={hasAnswers || (turns.length > 0 && turns !== begin)} {...leaving} />
      <Toolbar isRaw={isRaw} onRaw={setRaw}>
        <PromptButtons
          {...props}
          {...{ hasAnswers, isFaulty }}
          readContent={() => readPrompt(system, turns, columns)}
        />
      </Toolbar>
      <ColumnBar models={models} columns={columns} onChange={changeColumns} />
      <SystemPrompt value={system} onChange={setSystem} />
      {turns.map((turn, index) => (
        <ChatTurnView
          key={turn.id}
          turn={turn}
          number={index + 1}
          laterCount={turns.length - index - 1}
          takesImages={takesImages}
          isDisabled={isFaulty}
          onSayInstead={(changed) => conversation.sayInstead(turn.id, changed, asked)}
          onRemove={() => conversation.remove(turn.id)}
        >
          <AnswerGrid
            {...{ columns, answers, isRaw }}
            turnId={turn.id}
            isLast={index === turns.length - 1}
            onAsk={(column) => void conversation.ask(turn.id, toAsked(column, system))}
          />
        </ChatTurnView>
      ))}
      <Progress isBusy={isBusy} answers={answersOf(turns.at(-1), columns, answers)} />
      <Composer
        label={turns.length === 0 ? 'Ask all models' : 'Go on'}
        takesImages={takesImages}
        isDisabled={isBusy || isFaulty}
        send="Send"
        onSend={(turn) => conversation.say(turn, asked)}
      >
        <ConversationActions
          isBusy={isBusy}
          isFaulty={isFaulty}
          isBehind={isBehind}
          hasTurns={turns.length > 0}
          onStop={() => conversation.stop()}
          onCatchUp={() => void conversation.catchUp(asked)}
          onClear={conversation.clear}
        />
      </Composer>
    </Stack>
  );
}

const leaving = {
  question: 'Leave the conversation?',
  explanation: 'The answers are kept nowhere, and of the turns only what was saved as a prompt.',
};

/** What is saved of the page: all but the answers. */
function readPrompt(
  system: string,
  turns: readonly ChatTurn[],
  columns: readonly ChatColumn[],
): PromptContent {
  return {
    system: system === '' ? null : system,
    turns: turns.map(writeParts),
    columns: columns.map((column) => ({
      modelId: column.model.id,
      parameters: parametersOf(column),
    })),
  };
}

function hasUnanswered(
  turns: readonly ChatTurn[],
  columns: readonly ChatColumn[],
  answers: Answers,
): boolean {
  return turns.some(({ id }) =>
    columns.some((column) => !canFollow(answers[answerKey(id, column.id)])),
  );
}

function ConversationActions(props: {
  isBusy: boolean;
  isFaulty: boolean;
  /** Whether a model has a turn that it has not answered. */
  isBehind: boolean;
  hasTurns: boolean;
  onStop: () => void;
  onCatchUp: () => void;
  onClear: () => void;
}) {
  const { isBusy, isFaulty, isBehind, hasTurns, onStop, onCatchUp, onClear } = props;
  return (
    <>
      {isBusy && <StopButton onStop={onStop} />}
      {!isBusy && isBehind && (
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          disabled={isFaulty}
          onClick={onCatchUp}
        >
          Ask what is unanswered
        </Button>
      )}
      {!isBusy && hasTurns && (
        <ConfirmButton
          variant="subtle"
          color="gray"
          question="Clear the conversation?"
          explanation="All turns and answers on this page are gone. A saved prompt stays as it is saved; models and parameters stay."
          confirm="Clear"
          onConfirm={onClear}
        >
          Clear
        </ConfirmButton>
      )}
    </>
  );
}

function PromptButtons(
  props: Pick<WorkbenchProps, 'prompt' | 'onOpen' | 'onSaved' | 'onOpenSaved'> & {
    hasAnswers: boolean;
    isFaulty: boolean;
    readContent: () => PromptContent;
  },
) {
  const { prompt, hasAnswers, isFaulty, readContent, onOpen, onSaved, onOpenSaved } = props;
  return (
    <>
      <SavedPromptsButton open={prompt} {...{ hasAnswers, onOpen, onSaved }} />
      <Permitted to="prompts:write">
        <SavePromptButtons {...{ prompt, isFaulty, readContent, onSaved, onOpenSaved }} />
      </Permitted>
    </>
  );
}

function Toolbar(props: { isRaw: boolean; onRaw: (isRaw: boolean) => void; children: ReactNode }) {
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="xs">{props.children}</Group>
      <SegmentedControl
        size="xs"
        aria-label="How answers are shown"
        data={['Formatted', 'Raw']}
        value={props.isRaw ? 'Raw' : 'Formatted'}
        onChange={(value) => props.onRaw(value === 'Raw')}
      />
    </Group>
  );
}

function SystemPrompt({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <Textarea
      label="System prompt"
      description="What all models are told before the turns. Left empty: each is told what its connection says."
      autosize
      minRows={1}
      maxRows={8}
      maxLength={100_000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function StopButton({ onStop }: { onStop: () => void }) {
  return (
    <Button
      color="red"
      variant="light"
      leftSection={<IconPlayerStop size={16} aria-hidden />}
      onClick={onStop}
    >
      Stop
    </Button>
  );
}

function answersOf(
  turn: ChatTurn | undefined,
  columns: readonly ChatColumn[],
  answers: Answers,
): Answer[] {
  if (!turn) return [];
  return columns.flatMap(({ id }) => answers[answerKey(turn.id, id)] ?? []);
}

/** Says to those who cannot see it when models answer, to whichever turn, and what came of the last one. */
function Progress({ isBusy, answers }: { isBusy: boolean; answers: readonly Answer[] }) {
  return (
    <VisuallyHidden role="status">
      {isBusy ? 'The models are answering.' : describeOutcomes(answers)}
    </VisuallyHidden>
  );
}
