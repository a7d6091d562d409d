import type {
  EvaluationListQuery,
  NewCandidate,
  NewEvaluation,
  NewScore,
} from '@patchbay/core/api/evaluation-routes.ts';
import type {
  EvaluationResults,
  EvaluationView,
  PromptView,
} from '@patchbay/core/api/evaluation-views.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { mostPrompts, mostScores } from '@patchbay/core/evaluation/evaluation.ts';
import { scoreDefinitions } from '@patchbay/core/evaluation/score-settings.ts';
import { v7 as createId } from 'uuid';
import type { Principal } from '../access/principal.ts';
import { requirePermission } from '../access/require-permission.ts';
import type { DatasetsService } from '../datasets/datasets-service.ts';
import type { PreparedRun, RunService } from '../runs/run-service.ts';
import { choosePrompts } from './choose-prompts.ts';
import type { EvaluationStore, NewCandidateRecord, NewPrompt } from './evaluation-store.ts';
import type { MarkReadingStore } from './mark-reading-store.ts';
import { nameCandidates } from './name-candidates.ts';
import type { PromptSetStore } from './prompt-set-store.ts';
import type { PromptQuery, PromptStore, StoredPrompt } from './prompt-store.ts';
import { readResults } from './read-results.ts';
import type { ScoreCheck } from './score-check.ts';
import { createWatchedReading } from './watched-reading.ts';

/** A candidate with the run that is started for it, where one is. */
interface PreparedCandidate {
  readonly candidate: NewCandidateRecord;
  readonly run: PreparedRun | null;
}

export type EvaluationsService = ReturnType<typeof createEvaluationsService>;

/** Makes and reads evaluations of chat models. */
export function createEvaluationsService(parts: {
  store: EvaluationStore;
  promptSets: PromptSetStore;
  prompts: PromptStore;
  readings: MarkReadingStore;
  datasets: DatasetsService;
  runs: RunService;
  checkScore: ScoreCheck;
  /** Told of what there is to do. */
  nudge: (evaluationId: string) => void;
}) {
  const { store, promptSets, prompts, readings, datasets, runs, checkScore, nudge } = parts;

  const watched = createWatchedReading<EvaluationResults>();

  async function get(organisationId: string, id: string): Promise<EvaluationView> {
    const found = await store.find(organisationId, id);
    if (!found) throw notFound(`There is no evaluation ${id}.`);
    return found;
  }

  async function readPrompts(organisationId: string, datasetId: string): Promise<NewPrompt[]> {
    const { name } = await datasets.getDataset(organisationId, datasetId);
    const found = await promptSets.list(organisationId, datasetId, mostPrompts + 1);
    if (found.length > mostPrompts) {
      throw invalid(
        `The dataset "${name}" has more than ${mostPrompts} texts and conversations, which is the most that one evaluation takes. Import fewer of them into a dataset of their own.`,
      );
    }
    if (found.length === 0) {
      throw new PatchbayError({
        code: 'INPUT_DATASET_EMPTY',
        message: `The dataset "${name}" has no text and no conversation that could be a prompt. Import a prompt set into it first.`,
      });
    }
    return found;
  }

  async function prepare(
    principal: Principal,
    { name, datasetId }: NewEvaluation,
    wanted: NewCandidate,
    known: readonly NewPrompt[],
  ): Promise<PreparedCandidate> {
    if (wanted.kind === 'completions') {
      checkCompletions(wanted.completions, known);
      const { completions } = wanted;
      return {
        run: null,
        candidate: { name: wanted.name ?? completions, runId: null, completions },
      };
    }
    if (wanted.kind === 'run') {
      const run = await runs.get(principal.organisationId, wanted.runId);
      if (run.dataset.id !== datasetId) {
        throw invalid(
          `The run "${run.name}" is over the dataset "${run.dataset.name}". Take a run over the dataset of the evaluation.`,
        );
      }
      const candidate = { name: wanted.name ?? run.model.name, runId: run.id, completions: null };
      return { run: null, candidate };
    }
    const { modelId, parameters } = wanted;
    const dataset = await datasets.getDataset(principal.organisationId, datasetId);
    const selection = choosePrompts(dataset, known);
    const run = await runs.prepare(principal, { modelId, datasetId, parameters, selection });
    return {
      run: { ...run, name: `${run.modelName} in ${name}`.slice(0, 120) },
      candidate: { name: wanted.name ?? run.modelName, runId: run.id, completions: null },
    };
  }

  function checkPermission(
    principal: Principal,
    input: Pick<NewEvaluation, 'candidates' | 'scores'>,
  ) {
    const asksModels =
      input.candidates.some(({ kind }) => kind === 'model') ||
      input.scores.some(({ settings }) => settings.kind === 'judge');
    if (asksModels) requirePermission(principal, 'runs:write');
  }

  return {
    get,

    async list(organisationId: string, query: EvaluationListQuery): Promise<Page<EvaluationView>> {
      return await store.list(organisationId, query);
    },

    /** What a dataset has for an evaluation. */
    async readPromptSet(organisationId: string, datasetId: string) {
      await datasets.getDataset(organisationId, datasetId);
      const found = await promptSets.list(organisationId, datasetId, mostPrompts);
      const names = found.flatMap(({ completions }) => Object.keys(completions));
      const counts = Map.groupBy(names, (name) => name);
      return {
        prompts: found.length,
        promptsWithExpected: found.filter(({ expected }) => expected !== null).length,
        completions: [...counts].map(([name, all]) => ({ name, prompts: all.length })),
      };
    },

    /**
     * Begins an evaluation: its prompts, its candidates and their runs are written together or not at all.
     * @throws PatchbayError INPUT_NOT_FOUND, INPUT_DATASET_EMPTY, INPUT_INVALID, and what starting a run throws
     */
    async create(principal: Principal, input: NewEvaluation): Promise<EvaluationView> {
      const { organisationId } = principal;
      checkPermission(principal, input);
      const dataset = await datasets.getDataset(organisationId, input.datasetId);
      const known = await readPrompts(organisationId, input.datasetId);
      for (const { settings } of input.scores) await checkScore(organisationId, settings);
      const prepared: PreparedCandidate[] = [];
      for (const wanted of input.candidates) {
        prepared.push(await prepare(principal, input, wanted, known));
      }
      const id = createId();
      const started = prepared.map(({ run }) => run).filter((run) => run !== null);
      await runs.startTogether(principal, started, async (transaction) => {
        await store.insert(transaction, principal, {
          id,
          name: input.name,
          dataset,
          prompts: known,
          candidates: nameCandidates(prepared.map(({ candidate }) => candidate)),
          scores: input.scores.map(nameScore),
        });
      });
      nudge(id);
      return await get(organisationId, id);
    },

    async remove(principal: Principal, id: string): Promise<void> {
      await store.remove(principal, await get(principal.organisationId, id));
    },

    async addScore(principal: Principal, id: string, score: NewScore): Promise<EvaluationView> {
      const evaluation = await get(principal.organisationId, id);
      checkPermission(principal, { candidates: [], scores: [score] });
      await checkScore(principal.organisationId, score.settings);
      if (evaluation.scores.length >= mostScores) {
        throw invalid(`An evaluation has at most ${mostScores} scores.`);
      }
      if (!(await store.addScore(principal, evaluation, nameScore(score)))) {
        throw notFound(`There is no evaluation ${id}.`);
      }
      nudge(id);
      return await get(principal.organisationId, id);
    },

    /** Has answers scored again that a score could not: a judge is asked anew. */
    async scoreAgain(principal: Principal, id: string, scoreId: string): Promise<EvaluationView> {
      const evaluation = await get(principal.organisationId, id);
      const score = evaluation.scores.find((one) => one.id === scoreId);
      if (!score) throw notFound(`There is no score ${scoreId} in this evaluation.`);
      checkPermission(principal, { candidates: [], scores: [score] });
      await store.forgetFailedMarks(principal, evaluation, score);
      nudge(id);
      return await get(principal.organisationId, id);
    },

    /** What came of it. While it is under way, of a moment ago: many who watch a large one ask again and again. */
    async results(organisationId: string, id: string): Promise<EvaluationResults> {
      const evaluation = await get(organisationId, id);
      const read = () => readResults(readings, organisationId, evaluation);
      return evaluation.isUnderWay ? await watched(id, read) : await read();
    },

    async listPrompts(
      organisationId: string,
      id: string,
      query: PromptQuery,
    ): Promise<Page<PromptView>> {
      const evaluation = await get(organisationId, id);
      const byScore = query.order !== 'dataset';
      if (byScore && !evaluation.scores.some((score) => score.id === query.scoreId)) {
        throw invalid(
          `order=${query.order} goes by a score; name one of this evaluation in scoreId.`,
        );
      }
      const page = await prompts.list({ organisationId, id }, query);
      return { ...page, items: page.items.map((prompt) => toPromptView(evaluation, prompt)) };
    },

    async getPrompt(organisationId: string, id: string, dataRowId: string) {
      const evaluation = await get(organisationId, id);
      const prompt = await prompts.find({ organisationId, id }, dataRowId);
      if (!prompt) throw notFound(`There is no prompt ${dataRowId} in this evaluation.`);
      const neighbours = await prompts.findNeighbours({ organisationId, id }, prompt.number);
      return { ...toPromptView(evaluation, prompt), ...neighbours };
    },
  };
}

/** A prompt with an answer of every candidate, in their order; of who has none yet it is said how it stands. */
function toPromptView({ candidates }: EvaluationView, prompt: StoredPrompt): PromptView {
  const { dataRowId, number, globalKey, expected, answers } = prompt;
  return {
    dataRowId,
    number,
    globalKey,
    prompt: prompt.prompt,
    expected,
    answers: candidates.map((candidate) => {
      const there = answers.find((answer) => answer.candidateId === candidate.id);
      if (there) return there;
      const state = candidate.answers.waiting > 0 ? 'waiting' : 'missing';
      const nothing = { text: null, problem: null, item: null, marks: [], ratings: [] };
      return { candidateId: candidate.id, state, ...nothing };
    }),
  };
}

function nameScore({ name, settings }: NewScore) {
  return { name: name ?? scoreDefinitions[settings.kind].title, settings };
}

function checkCompletions(name: string, known: readonly NewPrompt[]): void {
  if (known.some(({ completions }) => completions[name] !== undefined)) return;
  const names = [...new Set(known.flatMap(({ completions }) => Object.keys(completions)))];
  const there =
    names.length > 0
      ? `It has those of ${names.map((one) => `"${one}"`).join(', ')}.`
      : 'It has none.';
  throw invalid(`The prompt set has no completions of "${name}". ${there}`);
}

function invalid(message: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_INVALID', message });
}

function notFound(message: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_NOT_FOUND', message });
}
