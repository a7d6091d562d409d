import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useEffect } from 'react';
import { api } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { LeaveGuard } from '../../components/leave-guard.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Section } from '../../components/section.tsx';
import { toEvaluations } from '../../components/ways-back.tsx';
import { CandidateFields } from './candidate-fields.tsx';
import { PromptSetField } from './prompt-set-field.tsx';
import { ScoreFields } from './score-fields.tsx';
import { readCandidates, readScores, useEvaluationDraft } from './use-evaluation-draft.ts';

/** Makes an evaluation: prompts, candidates, scores. */
export function NewEvaluationPage({ onCreated }: { onCreated: (id: string) => void }) {
  const datasets = useQuery(api.datasets.list.queryOptions({ input: { limit: 200 } }));
  const models = useQuery(api.models.list.queryOptions({ input: { limit: 200 } }));
  return (
    <PageFrame title="Evaluate chat models" parent={toEvaluations}>
      <Loaded query={datasets}>
        {({ items }) => (
          <Loaded query={models}>
            {(found) => (
              <EvaluationForm datasets={items} models={found.items} onCreated={onCreated} />
            )}
          </Loaded>
        )}
      </Loaded>
    </PageFrame>
  );
}

interface EvaluationFormProps {
  datasets: readonly DatasetView[];
  models: readonly ModelView[];
  onCreated: (id: string) => void;
}

function EvaluationForm({ datasets, models, onCreated }: EvaluationFormProps) {
  const { draft, isBegun, errors, change, submit, creating } = useCreation({
    datasets,
    models,
    onCreated,
  });
  const { promptSet, runs } = usePromptSet(draft.datasetId);
  const dataset = datasets.find(({ id }) => id === draft.datasetId);
  return (
    <form onSubmit={submit} noValidate>
      <DraftGuard isNeeded={isBegun && !creating.isSuccess} />
      <Stack gap="lg">
        <Section title="1. Prompts">
          <PromptSetField
            datasets={datasets}
            datasetId={draft.datasetId}
            error={errors.dataset}
            onChange={(datasetId) => change({ datasetId, runIds: [], completions: [] })}
          />
          {promptSet && (
            <Text size="sm" role="status">
              {describePromptSet(promptSet.prompts, promptSet.promptsWithExpected)}
            </Text>
          )}
        </Section>
        <Section title="2. Candidates">
          <CandidateFields
            draft={draft}
            models={models.filter((model) => takesPrompts(model, dataset))}
            runs={runs}
            completions={promptSet?.completions ?? []}
            errors={errors}
            onChange={change}
          />
        </Section>
        <Section title="3. Scores">
          <ScoreFields
            scores={draft.scores}
            models={models}
            errors={errors}
            withoutExpected={promptSet?.promptsWithExpected === 0}
            onChange={(scores) => change({ scores })}
          />
        </Section>
        <NameSection name={draft.name} creating={creating} onChange={(name) => change({ name })} />
      </Stack>
    </form>
  );
}

function DraftGuard({ isNeeded }: { isNeeded: boolean }) {
  return (
    <LeaveGuard
      isNeeded={isNeeded}
      question="Leave without starting the evaluation?"
      explanation="What you chose for it is lost. A prompt set that you uploaded stays as a dataset."
    />
  );
}

/** The draft of an evaluation, and what makes it one. */
function useCreation({ datasets, models, onCreated }: EvaluationFormProps) {
  const { draft, isBegun, errors, setErrors, change } = useEvaluationDraft();
  const queryClient = useQueryClient();
  const creating = useMutation(
    api.evaluations.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.evaluations.key() }),
    }),
  );
  const created = creating.data?.id;
  // Not before the page knows that nothing is lost by leaving it.
  useEffect(() => {
    if (created !== undefined) onCreated(created);
  }, [created, onCreated]);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const { datasetId } = draft;
    const candidates = readCandidates(draft, models);
    const scores = readScores(draft.scores);
    const found = {
      ...(datasetId === null && { dataset: 'Choose the prompts.' }),
      ...candidates.errors,
      ...scores.errors,
    };
    setErrors(found);
    if (datasetId === null || Object.keys(found).length > 0) return;
    const dataset = datasets.find(({ id }) => id === datasetId);
    creating.mutate({
      name: draft.name.trim() || `Evaluation of ${dataset?.name ?? 'prompts'}`.slice(0, 120),
      datasetId,
      candidates: candidates.value,
      scores: scores.value,
    });
  }

  return { draft, isBegun, errors, change, submit, creating };
}

interface NameSectionProps {
  name: string;
  creating: { readonly error: unknown; readonly isPending: boolean };
  onChange: (name: string) => void;
}

function NameSection({ name, creating, onChange }: NameSectionProps) {
  return (
    <Section title="4. Name">
      <TextInput
        label="Name"
        description="Left out: the name of the dataset."
        value={name}
        maxLength={120}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {creating.error !== null && <FailureNotice error={creating.error} />}
      <Group>
        <Button type="submit" loading={creating.isPending}>
          Start the evaluation
        </Button>
      </Group>
    </Section>
  );
}

/** What the chosen dataset brings along, and the runs over it. */
function usePromptSet(datasetId: string | null) {
  const isChosen = datasetId !== null;
  const input = { id: datasetId ?? '' };
  const promptSet = useQuery(api.evaluations.promptSet.queryOptions({ input, enabled: isChosen }));
  const runs = useQuery(
    api.runs.list.queryOptions({
      input: { datasetId: datasetId ?? '', limit: 50 },
      enabled: isChosen,
    }),
  );
  return { promptSet: promptSet.data, runs: runs.data?.items ?? [] };
}

function takesPrompts({ revision }: ModelView, dataset: DatasetView | undefined): boolean {
  const types = ['text', 'html', 'conversational'] as const;
  return types.some(
    (type) => revision.dataRowTypes.includes(type) && (!dataset || dataset.rowCounts[type] > 0),
  );
}

function describePromptSet(prompts: number, withExpected: number): string {
  const counted = `${prompts.toLocaleString()} ${prompts === 1 ? 'prompt' : 'prompts'}`;
  if (withExpected === 0) return `${counted}, none with an expected completion.`;
  if (withExpected === prompts) return `${counted}, each with an expected completion.`;
  return `${counted}, ${withExpected.toLocaleString()} with an expected completion.`;
}
