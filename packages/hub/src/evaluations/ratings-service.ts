import type {
  BlindPrompt,
  BlindTurn,
  EvaluationView,
  Revealed,
} from '@patchbay/core/api/evaluation-views.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Principal } from '../access/principal.ts';
import type { BlindOrder, Labelled } from './blind-order.ts';
import type { EvaluationsService } from './evaluations-service.ts';
import type { JudgeableAnswer, RatingsStore } from './ratings-store.ts';

/** What a person says of the answer under a letter. */
interface LabelledJudgement {
  readonly label: string;
  readonly rating: number | null;
  readonly rank: number | null;
  readonly version?: string | undefined;
}

export type RatingsService = ReturnType<typeof createRatingsService>;

/** Lets people judge answers without knowing whose they are, and tells them once they have. */
export function createRatingsService(parts: {
  ratings: RatingsStore;
  evaluations: EvaluationsService;
  blindOrder: BlindOrder;
}) {
  const { ratings, evaluations, blindOrder } = parts;

  function labelsOf(
    principal: Principal,
    evaluation: EvaluationView,
    dataRowId: string,
  ): Labelled[] {
    const seed = { evaluationId: evaluation.id, dataRowId, rater: principal.actor };
    return blindOrder(
      evaluation.candidates.map(({ id }) => id),
      seed,
    );
  }

  async function open(
    principal: Principal,
    evaluation: EvaluationView,
    dataRowId: string,
  ): Promise<BlindPrompt> {
    const found = await ratings.find(principal, evaluation.id, dataRowId);
    if (!found) throw notFound(`There is no prompt ${dataRowId} in this evaluation.`);
    const { answers, ...prompt } = found;
    const labelled = labelsOf(principal, evaluation, dataRowId).flatMap(
      ({ label, candidateId }) => {
        const answer = answers.find((one) => one.candidateId === candidateId);
        return answer ? [{ label, ...pickShown(answer) }] : [];
      },
    );
    return { ...prompt, answers: labelled };
  }

  return {
    async next(principal: Principal, evaluationId: string): Promise<BlindTurn> {
      const evaluation = await evaluations.get(principal.organisationId, evaluationId);
      const counts = await ratings.count(principal, evaluationId);
      const dataRowId = await ratings.findNext(principal, evaluationId);
      const next = dataRowId === null ? null : await open(principal, evaluation, dataRowId);
      return { ...counts, next };
    },

    async open(
      principal: Principal,
      evaluationId: string,
      dataRowId: string,
    ): Promise<BlindPrompt> {
      const evaluation = await evaluations.get(principal.organisationId, evaluationId);
      return await open(principal, evaluation, dataRowId);
    },

    /**
     * Keeps what a person says of some or all of the answers to a prompt; then says whose they were.
     * @throws PatchbayError INPUT_NOT_FOUND, INPUT_ANSWER_REPLACED, INPUT_INVALID for a letter that stands for no answer, or twice
     */
    async rate(
      principal: Principal,
      evaluationId: string,
      dataRowId: string,
      judgements: readonly LabelledJudgement[],
    ): Promise<Revealed> {
      const evaluation = await evaluations.get(principal.organisationId, evaluationId);
      const { answers } = await open(principal, evaluation, dataRowId);
      checkJudgements(judgements, new Set(answers.map(({ label }) => label)));
      const labels = labelsOf(principal, evaluation, dataRowId);
      const idOf = (wanted: string) =>
        labels.find(({ label }) => label === wanted)?.candidateId ?? '';
      const said = judgements.map(({ label, ...judgement }) => ({
        candidateId: idOf(label),
        ...judgement,
      }));
      const saved = await ratings.save(principal, evaluation, dataRowId, said);
      if (saved === 'gone') throw notFound(`There is no evaluation ${evaluationId}.`);
      if (saved === 'replaced') throw replaced();
      return labels.map(({ label, candidateId }) => {
        const candidate = evaluation.candidates.find(({ id }) => id === candidateId);
        return { label, candidateId, name: candidate?.name ?? '' };
      });
    },
  };
}

function checkJudgements(
  judgements: readonly LabelledJudgement[],
  known: ReadonlySet<string>,
): void {
  for (const [index, { label, rating, rank }] of judgements.entries()) {
    if (!known.has(label)) throw invalid(`There is no answer ${label} to this prompt.`);
    if (judgements.findIndex((one) => one.label === label) < index) {
      throw invalid(`The answer ${label} is judged twice. Send one judgement for each answer.`);
    }
    if (rating === null && rank === null) {
      throw invalid(`Of the answer ${label} nothing is said. Give a rating, a rank, or both.`);
    }
  }
}

function pickShown({ text, version, rating, rank }: JudgeableAnswer) {
  return { text, version, rating, rank };
}

function replaced(): PatchbayError {
  const message = 'An answer that you judged was replaced meanwhile. Nothing was kept.';
  return new PatchbayError({ code: 'INPUT_ANSWER_REPLACED', message });
}

function invalid(message: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_INVALID', message });
}

function notFound(message: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_NOT_FOUND', message });
}
