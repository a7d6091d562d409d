import { ActionIcon, Button, Group, Menu, Paper, Stack, Text } from '@mantine/core';
import type { SavedPrompt, SavedPromptDetail } from '@patchbay/core/api/saved-prompt-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconCopy, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, client } from '../../api/client.ts';
import { ConfirmDialog } from '../../components/confirm-button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Moment } from '../../components/moment.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { NamePromptDialog } from './name-prompt-dialog.tsx';
import { useForgetPrompts } from './use-prompt-changes.ts';

interface SavedPromptRowProps {
  prompt: SavedPrompt;
  /** The same as it was read when it was opened; null: it is not open. */
  open: SavedPrompt | null;
  hasAnswers: boolean;
  onOpen: () => void;
  /** The prompt was renamed, or deleted (null), while it is open. */
  onSaved: (saved: SavedPromptDetail | null) => void;
}

/** One saved prompt: what it is, who changed it last, and what can be done with it. */
export function SavedPromptRow(props: SavedPromptRowProps) {
  const { prompt, open, hasAnswers, onOpen, onSaved } = props;
  const isOpen = open !== null;
  const [asked, setAsked] = useState<'open' | null>(null);
  const name = showControls(prompt.name);
  const turns = `${prompt.turnCount.toLocaleString()} ${prompt.turnCount === 1 ? 'turn' : 'turns'}`;
  return (
    <Paper component="article" aria-label={name} withBorder p="sm">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Stack gap={2} miw={0}>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {turns} · {showControls(prompt.changedBy)}, <Moment at={prompt.changedAt} />
          </Text>
        </Stack>
        <Group gap={4} wrap="nowrap">
          <Button
            size="xs"
            variant="light"
            disabled={isOpen}
            aria-label={isOpen ? `${name} is open` : `Open ${name}`}
            onClick={() => (hasAnswers ? setAsked('open') : onOpen())}
          >
            {isOpen ? 'Is open' : 'Open'}
          </Button>
          <Permitted to="prompts:write">
            <RowMenu {...{ prompt, open, onSaved }} />
          </Permitted>
        </Group>
      </Group>
      <ConfirmDialog
        isOpen={asked === 'open'}
        onClose={() => setAsked(null)}
        question={`Open ${name}?`}
        explanation="What is on the page now is replaced, with its answers: those are kept nowhere."
        confirm="Open it"
        keep="Stay here"
        onConfirm={onOpen}
      />
    </Paper>
  );
}

type RowChoice = 'rename' | 'duplicate' | 'delete';

function RowMenu(props: Pick<SavedPromptRowProps, 'prompt' | 'open' | 'onSaved'>) {
  const { prompt, open, onSaved } = props;
  const [asked, setAsked] = useState<RowChoice | null>(null);
  const forget = useForgetPrompts();
  const name = showControls(prompt.name);
  const removing = useMutation(
    api.savedPrompts.remove.mutationOptions({
      onSuccess: () => {
        forget();
        if (open) onSaved(null);
      },
    }),
  );
  const close = () => setAsked(null);
  const rename = async (to: string) => {
    // Known from here on, unless somebody else has changed it too.
    const readAt = open ? { readAt: open.changedAt } : {};
    const changed = await client.savedPrompts.change({ id: prompt.id, name: to, ...readAt });
    if (open) onSaved(changed);
  };
  const duplicate = async (copy: string) => {
    const { content } = await client.savedPrompts.get({ id: prompt.id });
    await client.savedPrompts.save({ name: copy, content });
  };
  return (
    <>
      <RowChoices name={name} onChoose={setAsked} />
      {removing.error && <FailureNotice error={removing.error} />}
      <NamePromptDialog
        isOpen={asked === 'rename'}
        title={`Rename ${name}`}
        begin={prompt.name}
        confirm="Rename"
        onClose={close}
        onName={rename}
      />
      <NamePromptDialog
        isOpen={asked === 'duplicate'}
        title={`Duplicate ${name}`}
        begin={`${prompt.name} (copy)`.slice(0, 120)}
        confirm="Duplicate"
        onClose={close}
        onName={duplicate}
      />
      <ConfirmDialog
        isOpen={asked === 'delete'}
        onClose={close}
        question={`Delete ${name}?`}
        explanation="Its turns and parameters are gone for everybody in the organisation. What is on the page stays there."
        confirm="Delete the prompt"
        onConfirm={() => removing.mutate({ id: prompt.id })}
      />
    </>
  );
}

function RowChoices(props: { name: string; onChoose: (choice: RowChoice) => void }) {
  const { name, onChoose } = props;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`More about ${name}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => onChoose('rename')}>
          Rename
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => onChoose('duplicate')}>
          Duplicate
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={14} />}
          onClick={() => onChoose('delete')}
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
