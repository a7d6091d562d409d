import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { LeaveGuard } from '../../components/leave-guard.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { Section } from '../../components/section.tsx';
import { useModelChange } from './use-model-change.ts';

/** The words about a model: changed at once, without a new revision. */
export function ReadmeSection({ model }: { model: ModelView }) {
  return (
    <Permitted to="models:write">
      <Section title="Description and readme">
        <WordsForm key={model.id} model={model} />
      </Section>
    </Permitted>
  );
}

type WordsOfModel = Pick<ModelView, 'description' | 'readme'>;

function isAlike(one: WordsOfModel, other: WordsOfModel): boolean {
  return one.description === other.description && one.readme === other.readme;
}

/** The words as they are typed, and those that they began with: others may save theirs meanwhile. */
function useWords(saved: WordsOfModel) {
  const [begun, setBegun] = useState(saved);
  const [words, setWords] = useState(saved);
  const take = () => {
    setBegun(saved);
    setWords(saved);
  };
  if (!isAlike(begun, saved) && (isAlike(words, begun) || isAlike(words, saved))) take();
  return {
    words,
    change: (changes: Partial<WordsOfModel>) => setWords((before) => ({ ...before, ...changes })),
    /** Whether somebody else has saved other words while these were typed. */
    isOvertaken: !isAlike(begun, saved),
    /** Gives up what was typed. */
    take,
    /** What was sent is saved, perhaps a little tidied; what was typed since stays. */
    keep: (sent: WordsOfModel, kept: WordsOfModel) => {
      setBegun(kept);
      setWords((now) => (isAlike(now, sent) ? kept : now));
    },
  };
}

function WordsForm({ model }: { model: ModelView }) {
  const { words, change, isOvertaken, take, keep } = useWords(model);
  const { description, readme } = words;
  const changing = useModelChange();
  const isSame = isAlike(words, model);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const sent = { description, readme };
    changing.mutate({ id: model.id, ...sent }, { onSuccess: (kept) => keep(sent, kept) });
  }

  return (
    <form onSubmit={submit}>
      <LeaveGuard isNeeded={!isSame && !changing.isPending} {...leaving} />
      <Stack>
        <Textarea
          label="Description"
          description="What the model is for, in a sentence or two. The catalogue finds it by these words."
          value={description}
          maxLength={4000}
          autosize
          minRows={2}
          maxRows={6}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
        <Textarea
          label="Readme"
          description="Markdown, for the people who choose a model."
          value={readme}
          maxLength={100_000}
          autosize
          minRows={6}
          maxRows={24}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          onChange={(event) => change({ readme: event.currentTarget.value })}
        />
        {isOvertaken && !changing.isPending && <Overtaken onTake={take} />}
        {changing.error && <FailureNotice error={changing.error} />}
        <Group gap="sm">
          <Button type="submit" variant="default" disabled={isSame} loading={changing.isPending}>
            Save the words
          </Button>
          {!isSame && (
            <Text size="sm" c="dimmed">
              Not saved yet
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );
}

const leaving = {
  question: 'Leave without saving the words?',
  explanation: 'The description and the readme stay as they were before.',
};

function Overtaken({ onTake }: { onTake: () => void }) {
  return (
    <Alert role="alert" color="yellow" title="The words were changed meanwhile">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          Somebody else has saved other words since you began. Saving yours puts them in the place
          of theirs.
        </Text>
        <Button size="xs" variant="default" onClick={onTake}>
          Take theirs, and drop mine
        </Button>
      </Stack>
    </Alert>
  );
}
