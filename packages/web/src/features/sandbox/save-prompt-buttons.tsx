import { Button, Group, Stack } from '@mantine/core';
import type { PromptContent, SavedPromptDetail } from '@patchbay/core/api/saved-prompt-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, client } from '../../api/client.ts';
import { readFailure } from '../../api/failure.ts';
import { ConfirmButton, ConfirmDialog } from '../../components/confirm-button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { NamePromptDialog } from './name-prompt-dialog.tsx';
import { useForgetPrompts } from './use-prompt-changes.ts';

interface SavePromptButtonsProps {
  /** The saved prompt that is open, as it was read; null: what is on the page is not saved yet. */
  prompt: SavedPromptDetail | null;
  /** Whether a parameter on the page is wrong: nothing is saved without it in silence. */
  isFaulty: boolean;
  readContent: () => PromptContent;
  onSaved: (saved: SavedPromptDetail) => void;
  onOpenSaved: (id: string) => Promise<void>;
}

/** Saves what is on the page, without the answers: under a new name, or in place of what is open. */
export function SavePromptButtons(props: SavePromptButtonsProps) {
  const { prompt, isFaulty, readContent, onSaved, onOpenSaved } = props;
  const [asked, setAsked] = useState<'name' | 'overwrite' | null>(null);
  const { changing, saveAs } = useSaving(readContent, onSaved);
  return (
    <Group gap="xs">
      {prompt && (
        <Button
          variant="default"
          leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          loading={changing.isPending}
          disabled={isFaulty}
          onClick={() => setAsked('overwrite')}
        >
          Save
        </Button>
      )}
      <Button
        variant="default"
        leftSection={prompt ? undefined : <IconDeviceFloppy size={16} aria-hidden />}
        disabled={isFaulty}
        onClick={() => setAsked('name')}
      >
        {prompt ? 'Save as…' : 'Save prompt'}
      </Button>
      {prompt && changing.error && (
        <NotSaved error={changing.error} onOpenSaved={() => onOpenSaved(prompt.id)} />
      )}
      <NamePromptDialog
        isOpen={asked === 'name'}
        title="Save the prompt"
        begin=""
        confirm="Save"
        onClose={() => setAsked(null)}
        onName={saveAs}
      />
      {prompt && (
        <ConfirmDialog
          isOpen={asked === 'overwrite'}
          onClose={() => setAsked(null)}
          question={`Overwrite ${showControls(prompt.name)}?`}
          explanation="The turns, the system prompt, the models and their parameters on this page take the place of those that are saved, for everybody."
          confirm="Overwrite"
          onConfirm={() => changing.mutate(overwrite(prompt, readContent()))}
        />
      )}
    </Group>
  );
}

function useSaving(
  readContent: SavePromptButtonsProps['readContent'],
  onSaved: SavePromptButtonsProps['onSaved'],
) {
  const forget = useForgetPrompts();
  const queryClient = useQueryClient();
  const changing = useMutation(
    api.savedPrompts.change.mutationOptions({
      onSuccess: (saved) => {
        forget();
        onSaved(saved);
      },
    }),
  );
  const saveAs = async (name: string) => {
    const saved = await client.savedPrompts.save({ name, content: readContent() });
    // Known before it is in the address: the page goes on as it is.
    const { queryKey } = api.savedPrompts.get.queryOptions({ input: { id: saved.id } });
    queryClient.setQueryData(queryKey, saved);
    onSaved(saved);
  };
  return { changing, saveAs };
}

/** Why it was not saved; where somebody else has changed the prompt, with the way to what they made of it. */
function NotSaved({ error, onOpenSaved }: { error: unknown; onOpenSaved: () => Promise<void> }) {
  const opening = useMutation({ mutationFn: onOpenSaved });
  return (
    <Stack gap="xs" align="flex-start">
      <FailureNotice error={error} />
      {readFailure(error).code === 'INPUT_CHANGED_MEANWHILE' && (
        <ConfirmButton
          variant="default"
          loading={opening.isPending}
          question="Open what is saved now?"
          explanation="What is on the page now is replaced, with its answers. To keep it, stay here and save it under another name first."
          confirm="Open it"
          keep="Stay here"
          onConfirm={() => opening.mutate()}
        >
          Open what is saved now
        </ConfirmButton>
      )}
      {opening.error && <FailureNotice error={opening.error} />}
    </Stack>
  );
}

/** Refused where somebody else has changed the prompt since it was opened. */
function overwrite({ id, changedAt }: SavedPromptDetail, content: PromptContent) {
  return { id, content, readAt: changedAt };
}
