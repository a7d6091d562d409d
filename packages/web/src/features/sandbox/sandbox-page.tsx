import { Stack } from '@mantine/core';
import type { ChatModel } from '@patchbay/core/api/chat-routes.ts';
import type { SavedPromptDetail } from '@patchbay/core/api/saved-prompt-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconMessages } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, client } from '../../api/client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { readModelIds, type SandboxSearch } from './sandbox-search.ts';
import { Workbench } from './workbench.tsx';

interface SandboxPageProps {
  search: SandboxSearch;
  onSearch: (search: SandboxSearch) => void;
}

/** Talk with one to four models at once, and compare what they say. */
export function SandboxPage({ search, onSearch }: SandboxPageProps) {
  const models = useQuery({ queryKey: api.chat.models.key(), queryFn: readAllModels });
  const prompt = useQuery(
    api.savedPrompts.get.queryOptions({
      input: { id: search.prompt ?? '' },
      enabled: search.prompt !== undefined,
      // Who opens it again is shown what is saved by then.
      gcTime: 0,
    }),
  );
  const title = prompt.data && search.prompt ? prompt.data.name : null;
  return (
    <PageFrame title={title === null ? 'Sandbox' : `Sandbox: ${showControls(title)}`}>
      <Loaded query={models}>
        {(known) => {
          if (known.length === 0) return <NoModels />;
          if (search.prompt && !prompt.data) {
            if (prompt.error) return <NoPrompt error={prompt.error} />;
            return <LoadingLines count={4} height={80} />;
          }
          return (
            <OpenWorkbench
              models={known}
              prompt={search.prompt ? (prompt.data ?? null) : null}
              search={search}
              onSearch={onSearch}
            />
          );
        }}
      </Loaded>
    </PageFrame>
  );
}

type OpenWorkbenchProps = SandboxPageProps & {
  models: readonly ChatModel[];
  prompt: SavedPromptDetail | null;
};

/** Begins anew where another prompt is opened, and goes on where what is on the page is saved. */
function OpenWorkbench({ models, prompt, search, onSearch }: OpenWorkbenchProps) {
  const queryClient = useQueryClient();
  // What was read when it was opened or saved here: what others save meanwhile is not on this page.
  const [opened, setOpened] = useState({ number: 0, address: search, prompt });
  function begin(address: SandboxSearch, found: SavedPromptDetail | null) {
    setOpened(({ number }) => ({ number: number + 1, address, prompt: found }));
  }
  if (opened.address.prompt !== search.prompt) {
    if (opened.prompt?.id === search.prompt) setOpened({ ...opened, address: search });
    else begin(search, prompt);
  }
  return (
    <Workbench
      key={opened.number}
      models={models}
      chosen={chooseModels(models, opened.prompt, opened.address)}
      prompt={opened.prompt}
      onModels={(ids) => onSearch({ ...search, models: ids.join(',') })}
      onOpen={(id) => onSearch(id === undefined ? {} : { prompt: id })}
      onSaved={(saved) => {
        setOpened((before) => ({ ...before, prompt: saved }));
        onSearch({ ...search, prompt: saved?.id });
      }}
      onOpenSaved={async (id) => {
        const query = api.savedPrompts.get.queryOptions({ input: { id }, staleTime: 0 });
        begin({ prompt: id }, await queryClient.fetchQuery(query));
        onSearch({ prompt: id });
      }}
    />
  );
}

/** The models of the address, else those of the prompt, else the first that may be asked. */
function chooseModels(
  models: readonly ChatModel[],
  prompt: OpenWorkbenchProps['prompt'],
  search: SandboxSearch,
): ChatModel[] {
  const byId = new Map(models.map((model) => [model.id, model]));
  const saved = (prompt?.content.columns ?? []).map(({ modelId }) => modelId);
  const named = readModelIds(search, (id) => byId.has(id));
  const ids = named.length > 0 ? named : saved;
  const chosen = ids.map((id) => byId.get(id)).filter((model) => model !== undefined);
  return chosen.length > 0
    ? chosen
    : [models.find(({ enabled }) => enabled) ?? models[0]].flatMap((model) => model ?? []);
}

function NoPrompt({ error }: { error: unknown }) {
  return (
    <Stack align="flex-start">
      <FailureNotice error={error} />
      <ButtonLink to="/sandbox" variant="default">
        Go on without a saved prompt
      </ButtonLink>
    </Stack>
  );
}

function NoModels() {
  return (
    <EmptyState
      icon={<IconMessages size={26} />}
      title="No model to talk to yet"
      action={
        <Permitted to="models:write">
          <ButtonLink to="/models/new">Register a model</ButtonLink>
        </Permitted>
      }
    >
      Chat models stand here side by side: those of the contract openai-chat, and others that take
      conversations or texts and answer with one free text.
    </EmptyState>
  );
}

/** All models that can be talked to: as many pages as there are. */
async function readAllModels(): Promise<ChatModel[]> {
  const models: ChatModel[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.chat.models({ limit: 200, ...(cursor && { cursor }) });
    models.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return models;
}
