import { useDebouncedValue } from '@mantine/hooks';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { RunEstimate } from '@patchbay/core/run/run-estimate.ts';
import {
  keepPreviousData,
  skipToken,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../api/client.ts';
import { beginDrafts, collectValues } from '../../../components/schema-form/schema-drafts.ts';
import {
  readSchemaFields,
  type SchemaField,
} from '../../../components/schema-form/schema-fields.ts';
import { findKeptRows, keepRows } from './kept-rows.ts';
import {
  fingerprintOf,
  hasRowsFor,
  type RunDraft,
  toPreviewSelection,
  toSelection,
} from './run-draft.ts';

/** A run as it stands on the page, and what can be done with it. */
export interface DraftedRun {
  readonly draft: RunDraft;
  readonly model: ModelView | null;
  readonly dataset: DatasetView | null;
  readonly fields: readonly SchemaField[];
  /** What is wrong with parameters, by their names. */
  readonly errors: { readonly [name: string]: string };
  readonly estimate: UseQueryResult<RunEstimate>;
  readonly error: Error | null;
  readonly isStarting: boolean;
  /** Whether the preview was begun on this page, and not found in its address. */
  readonly hasJustStarted: boolean;
  /** Whether model, dataset or parameters are others than those of the preview. */
  readonly isChanged: boolean;
  change(part: Partial<RunDraft>): void;
  startPreview(): void;
  start(): void;
}

interface DraftParts {
  given: RunDraft;
  models: readonly ModelView[];
  datasets: readonly DatasetView[];
  onDraft: (draft: RunDraft) => void;
  onStarted: (runId: string) => void;
}

/** Keeps what is defined, tells the address of it, estimates it and starts it. */
export function useRunDraft({
  given,
  models,
  datasets,
  onDraft,
  onStarted,
}: DraftParts): DraftedRun {
  const [draft, setDraft] = useState(() =>
    complete(findKeptRows(given, sessionStorage), models, datasets),
  );
  const [errors, setErrors] = useState<DraftedRun['errors']>({});
  const [hasJustStarted, setHasJustStarted] = useState(false);
  const model = models.find(({ id }) => id === draft.model) ?? null;
  const dataset = datasets.find(({ id }) => id === draft.dataset) ?? null;
  const fields = readSchemaFields(model?.revision.parametersSchema ?? {});
  const [settled] = useDebouncedValue(draft, 300);
  // What is told late would lead back from the run that was just started.
  const isLeft = useRef(false);
  useEffect(() => {
    if (!isLeft.current) onDraft(keepRows(settled, sessionStorage));
  }, [settled, onDraft]);
  const isKnown =
    models.some(({ id }) => id === settled.model) &&
    datasets.some(({ id }) => id === settled.dataset);
  const estimate = useEstimate(settled, isKnown);
  const queryClient = useQueryClient();
  const starting = useMutation(
    api.runs.start.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.runs.list.key() }),
    }),
  );

  function begin(selection: ReturnType<typeof toSelection>, preview: boolean): void {
    const collected = collectValues(fields, draft.parameters ?? beginDrafts(fields));
    setErrors(collected.ok ? {} : collected.errors);
    if (!collected.ok || !model || !dataset || selection === null) return;
    const name = draft.name.trim();
    const wanted = {
      modelId: model.id,
      datasetId: dataset.id,
      parameters: collected.values,
      ...(selection && { selection }),
      reuseResults: draft.reuse,
      ...(preview && { preview }),
      ...(name && { name: preview ? `${name} (preview)`.slice(0, 120) : name }),
    };
    starting.mutate(wanted, {
      onSuccess: (run) => {
        if (!preview) {
          isLeft.current = true;
          return onStarted(run.id);
        }
        setHasJustStarted(true);
        setDraft((now) => ({ ...now, preview: run.id, previewOf: fingerprintOf(draft) }));
      },
    });
  }

  return {
    draft,
    model,
    dataset,
    fields,
    errors,
    estimate,
    error: starting.error,
    isStarting: starting.isPending,
    hasJustStarted,
    isChanged: draft.previewOf !== undefined && draft.previewOf !== fingerprintOf(draft),
    change: (part) => setDraft((now) => ({ ...now, ...part })),
    startPreview: () => begin(toPreviewSelection(draft), true),
    start: () => begin(toSelection(draft), false),
  };
}

/**
 * Begins with a model that can run, and a dataset that it can run over, where none is named. What is named
 * and not there stays named, and is said to be missing: another one is nobody's wish.
 */
function complete(
  given: RunDraft,
  models: readonly ModelView[],
  datasets: readonly DatasetView[],
): RunDraft {
  const dataset = datasets.find(({ id }) => id === given.dataset);
  const able = models.filter(({ enabled }) => enabled);
  const model = given.model
    ? models.find(({ id }) => id === given.model)
    : able.find((one) => !dataset || hasRowsFor(one, dataset));
  const fitting = datasets.find((one) => model && hasRowsFor(model, one));
  return { ...given, model: given.model ?? model?.id, dataset: given.dataset ?? fitting?.id };
}

function useEstimate(draft: RunDraft, isKnown: boolean): UseQueryResult<RunEstimate> {
  const { model: modelId, dataset: datasetId } = draft;
  const selection = toSelection(draft);
  const input =
    isKnown && modelId && datasetId && selection !== null
      ? { modelId, datasetId, ...(selection && { selection }) }
      : skipToken;
  return useQuery(
    api.runs.estimate.queryOptions({ input, placeholderData: keepPreviousData, staleTime: 10_000 }),
  );
}
