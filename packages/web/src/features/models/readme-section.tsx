import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
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
        <WordsForm key={`${model.description}\0${model.readme}`} model={model} />
      </Section>
    </Permitted>
  );
}

function WordsForm({ model }: { model: ModelView }) {
  const [description, setDescription] = useState(model.description);
  const [readme, setReadme] = useState(model.readme);
  const changing = useModelChange();
  const isSame = description === model.description && readme === model.readme;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    changing.mutate({ id: model.id, description, readme });
  }

  return (
    <form onSubmit={submit}>
      <LeaveGuard
        isNeeded={!isSame && !changing.isPending}
        question="Leave without saving the words?"
        explanation="The description and the readme stay as they were before."
      />
      <Stack>
        <Textarea
          label="Description"
          description="What the model is for, in a sentence or two. The catalogue finds it by these words."
          value={description}
          maxLength={4000}
          autosize
          minRows={2}
          maxRows={6}
          onChange={(event) => setDescription(event.currentTarget.value)}
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
          onChange={(event) => setReadme(event.currentTarget.value)}
        />
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
