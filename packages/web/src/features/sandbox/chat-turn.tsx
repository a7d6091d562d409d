import { ActionIcon, Group, Paper, Stack, Text, Tooltip } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-button.tsx';
import { ChatPicture } from './chat-image.tsx';
import type { ChatTurn } from './chat-state.ts';
import classes from './chat-turn.module.css';
import { Composer } from './composer.tsx';

interface ChatTurnViewProps {
  turn: ChatTurn;
  number: number;
  /** How many turns come after it: they are dropped where it is said otherwise. */
  laterCount: number;
  takesImages: boolean;
  /** Whether the models cannot be asked now. */
  isDisabled: boolean;
  onSayInstead: (turn: ChatTurn) => void;
  onRemove: () => void;
  /** The answers of the models. */
  children: ReactNode;
}

/** What the person said in one turn, and below it what the models said. */
export function ChatTurnView(props: ChatTurnViewProps) {
  const { turn, number, laterCount, takesImages, isDisabled, onSayInstead, onRemove } = props;
  const [isEdited, setEdited] = useState(false);
  return (
    <Stack component="section" gap="sm" aria-label={`Turn ${number}`}>
      <Paper className={classes.said} p="sm">
        {isEdited ? (
          <Stack gap="xs">
            <Composer
              label={`Turn ${number}, said otherwise`}
              begin={turn}
              takesImages={takesImages}
              isDisabled={isDisabled}
              send="Ask again"
              onSend={(changed) => {
                setEdited(false);
                onSayInstead(changed);
              }}
            >
              <Text size="xs" c="dimmed">
                {describeLoss(laterCount)}
              </Text>
            </Composer>
          </Stack>
        ) : (
          <Said turn={turn} />
        )}
        <TurnActions
          number={number}
          isEdited={isEdited}
          onEdit={() => setEdited(!isEdited)}
          onRemove={onRemove}
        />
      </Paper>
      {props.children}
    </Stack>
  );
}

function describeLoss(laterCount: number): string {
  if (laterCount === 0) return 'Its answers are replaced.';
  return `Its answers are replaced, and ${laterCount === 1 ? 'the turn' : `the ${laterCount} turns`} after it dropped.`;
}

function Said({ turn }: { turn: ChatTurn }) {
  return (
    <Stack gap="xs" miw={0} flex={1}>
      {turn.images.length > 0 && (
        <Group gap="xs">
          {turn.images.map((image) => (
            <ChatPicture key={image.id} image={image} />
          ))}
        </Group>
      )}
      {turn.text !== '' && (
        <Text size="sm" className={classes.words}>
          {showControls(turn.text)}
        </Text>
      )}
    </Stack>
  );
}

function TurnActions(props: {
  number: number;
  isEdited: boolean;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const { number, isEdited, onEdit, onRemove } = props;
  const [isAsking, setAsking] = useState(false);
  return (
    <Group gap={2} wrap="nowrap">
      <Tooltip label={isEdited ? 'Leave it as it is' : 'Say it otherwise'}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={isEdited ? `Leave turn ${number} as it is` : `Edit turn ${number}`}
          onClick={onEdit}
        >
          <IconPencil size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Remove">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Remove turn ${number}`}
          onClick={() => setAsking(true)}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        question={`Remove turn ${number}?`}
        explanation="What was said in it and all answers to it are gone. The other turns stay."
        confirm="Remove the turn"
        onConfirm={onRemove}
      />
    </Group>
  );
}
