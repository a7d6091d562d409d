import { Button, Drawer, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { SavedPromptDetail } from '@patchbay/core/api/saved-prompt-routes.ts';
import { IconFolderOpen } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { byCursor, type Cursor } from '../../api/page-queries.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { SearchInput } from '../../components/search-input.tsx';
import { SavedPromptRow } from './saved-prompt-row.tsx';

interface SavedPromptsButtonProps {
  /** The one that is open, as it was read; null: none is. */
  open: SavedPromptDetail | null;
  /** Whether there are answers, which are gone when another prompt is opened. */
  hasAnswers: boolean;
  onOpen: (id: string | undefined) => void;
  /** The prompt that is open was renamed, or deleted (null): what is on the page stays. */
  onSaved: (saved: SavedPromptDetail | null) => void;
}

/** The prompts that the organisation has saved: to open, rename, duplicate and delete. */
export function SavedPromptsButton(props: SavedPromptsButtonProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFolderOpen size={16} aria-hidden />}
        onClick={open}
      >
        Saved prompts
      </Button>
      <Drawer
        opened={isOpen}
        onClose={close}
        title="Saved prompts"
        position="right"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <SavedPromptList
          {...props}
          onOpen={(id) => {
            close();
            props.onOpen(id);
          }}
        />
      </Drawer>
    </>
  );
}

function SavedPromptList({ open, hasAnswers, onOpen, onSaved }: SavedPromptsButtonProps) {
  const [search, setSearch] = useState<string>();
  const query = useInfiniteQuery(
    api.savedPrompts.list.infiniteOptions({
      input: (cursor: Cursor) => ({
        ...(cursor && { cursor }),
        ...(search && { search }),
        limit: 50,
      }),
      ...byCursor,
    }),
  );
  return (
    <Stack gap="sm">
      <SearchInput
        isLive
        size="sm"
        name="Search saved prompts"
        placeholder="Search by name"
        maxLength={120}
        words={search}
        onSearch={setSearch}
      />
      <PagedList
        query={query}
        empty={
          <EmptyState
            icon={<IconFolderOpen size={26} />}
            title={search ? 'No name has these words' : 'Nothing is saved yet'}
          >
            {search
              ? 'Search for other words of the name.'
              : 'Write a prompt, choose models, and save both under a name: everybody who may ask models finds it here.'}
          </EmptyState>
        }
      >
        {(prompts) => (
          <Stack gap="xs">
            {prompts.map((prompt) => (
              <SavedPromptRow
                key={prompt.id}
                prompt={prompt}
                open={prompt.id === open?.id ? open : null}
                hasAnswers={hasAnswers}
                onOpen={() => onOpen(prompt.id)}
                onSaved={onSaved}
              />
            ))}
          </Stack>
        )}
      </PagedList>
    </Stack>
  );
}
