import type { NewCandidate, NewScore } from '@patchbay/core/api/evaluation-routes.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { defaultJudgeInstruction } from '@patchbay/core/evaluation/judge-instruction.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { useState } from 'react';
import { collectValues } from '../../components/schema-form/schema-drafts.ts';
import { type Drafts, readSchemaFields } from '../../components/schema-form/schema-fields.ts';

/** Scores that are only switched on, and those that need more. */
export interface ScoreDraft {
  readonly exact_match: boolean;
  readonly token_f1: boolean;
  readonly rouge_l: boolean;
  readonly json_schema: boolean;
  readonly judge: boolean;
  readonly schema: string;
  readonly judgeModelId: string | null;
  readonly instruction: string;
}

/** Scores as a form begins with them. */
export const firstScores: ScoreDraft = {
  exact_match: true,
  token_f1: true,
  rouge_l: true,
  json_schema: false,
  judge: false,
  schema: '{\n  "type": "object"\n}',
  judgeModelId: null,
  instruction: defaultJudgeInstruction,
};

export interface EvaluationDraft {
  readonly name: string;
  readonly datasetId: string | null;
  readonly modelIds: readonly string[];
  /** Parameters of models, as they were typed. */
  readonly parameters: { readonly [modelId: string]: Drafts };
  readonly runIds: readonly string[];
  readonly completions: readonly string[];
  readonly scores: ScoreDraft;
}

/** Sentences about what is wrong, by the part of the form. */
export interface DraftErrors {
  readonly [part: string]: string | undefined;
}

const firstDraft: EvaluationDraft = {
  name: '',
  datasetId: null,
  modelIds: [],
  parameters: {},
  runIds: [],
  completions: [],
  scores: firstScores,
};

/** What a person has chosen so far. */
export function useEvaluationDraft() {
  const [draft, setDraft] = useState(firstDraft);
  const [errors, setErrors] = useState<DraftErrors>({});
  return {
    draft,
    isBegun: draft !== firstDraft,
    errors,
    setErrors,
    change: (changes: Partial<EvaluationDraft>) =>
      setDraft((before) => ({ ...before, ...changes })),
  };
}

type Read<Value> = { readonly value: Value; readonly errors: DraftErrors };

/** The candidates of a draft, with what is wrong with their parameters. */
export function readCandidates(
  draft: EvaluationDraft,
  models: readonly ModelView[],
): Read<NewCandidate[]> {
  const errors: { [part: string]: string } = {};
  const asked = draft.modelIds.map((modelId): NewCandidate => {
    const model = models.find(({ id }) => id === modelId);
    const fields = readSchemaFields(model?.revision.parametersSchema ?? {});
    const collected = collectValues(fields, draft.parameters[modelId] ?? {});
    if (!collected.ok) errors[modelId] = Object.values(collected.errors).join(' ');
    return { kind: 'model', modelId, parameters: collected.ok ? collected.values : {} };
  });
  const value = [
    ...asked,
    ...draft.runIds.map((runId): NewCandidate => ({ kind: 'run', runId })),
    ...draft.completions.map((completions): NewCandidate => ({ kind: 'completions', completions })),
  ];
  if (value.length === 0) errors.candidates = 'Choose at least one model, run or completions.';
  return { value, errors };
}

/** The scores of a draft, with what is wrong with the schema or the judge. */
export function readScores(scores: ScoreDraft): Read<NewScore[]> {
  const errors: { [part: string]: string } = {};
  const value: NewScore[] = [];
  for (const kind of ['exact_match', 'token_f1', 'rouge_l'] as const) {
    if (scores[kind]) value.push({ settings: { kind } });
  }
  if (scores.json_schema) {
    const schema = readSchema(scores.schema);
    if (schema) value.push({ settings: { kind: 'json_schema', schema } });
    else errors.schema = 'This is no JSON object. Write a JSON Schema such as {"type": "object"}.';
  }
  if (scores.judge) {
    const { judgeModelId: modelId, instruction } = scores;
    if (modelId === null) errors.judge = 'Choose the model that judges.';
    else if (!instruction.includes('{answer}')) {
      errors.instruction = 'Write {answer} at the place where the answer is to stand.';
    } else value.push({ settings: { kind: 'judge', modelId, instruction, parameters: {} } });
  }
  return { value, errors };
}

function readSchema(text: string): { [keyword: string]: Json } | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
