import type { Engine } from './compose-engine.ts';
import type { Features, Ground } from './compose-ground.ts';
import type { ImportService } from './datasets/import-service.ts';
import { createBlindOrder } from './evaluations/blind-order.ts';
import { createEvaluationStore } from './evaluations/evaluation-store.ts';
import { createEvaluationsRoutes } from './evaluations/evaluations-routes.ts';
import { createEvaluationsService } from './evaluations/evaluations-service.ts';
import { createEvaluationExporter } from './evaluations/export-evaluation.ts';
import { createEvaluationExportRoutes } from './evaluations/export-routes.ts';
import { createMarkReadingStore } from './evaluations/mark-reading-store.ts';
import { createPromptSetStore } from './evaluations/prompt-set-store.ts';
import { createPromptStore } from './evaluations/prompt-store.ts';
import { createRatingsService } from './evaluations/ratings-service.ts';
import { createRatingsStore } from './evaluations/ratings-store.ts';
import { createScoreCheck } from './evaluations/score-check.ts';
import { createAnswerStore } from './evaluations/work/answer-store.ts';
import { createEvaluationWorker } from './evaluations/work/evaluation-worker.ts';
import { createJudgeRuns } from './evaluations/work/judge-runs.ts';
import { createMarkStore } from './evaluations/work/mark-store.ts';
import { createRoundStore } from './evaluations/work/round-store.ts';
import { createEvaluationWorkStore } from './evaluations/work/work-store.ts';
import type { OwnApi } from './http/own-api.ts';

type Parts = Ground & Features & Engine & { readonly imports: ImportService };

export type Evaluations = ReturnType<typeof composeEvaluations>;

/** The evaluation of chat models: what makes and reads them, and what scores as runs go on. */
export function composeEvaluations(parts: Parts, onError: (error: unknown) => void) {
  const { database, audit, deploymentSecret, models, signals } = parts;
  const rounds = createRoundStore(database);
  const worker = createEvaluationWorker({
    store: createEvaluationWorkStore(database),
    answers: createAnswerStore(database),
    marks: createMarkStore(database),
    rounds,
    judges: createJudgeRuns({ ...parts, rounds }),
    onRunChanged: signals.subscribeToAll,
    onError,
  });
  const service = createEvaluationsService({
    ...parts,
    store: createEvaluationStore(database, audit),
    promptSets: createPromptSetStore(database),
    prompts: createPromptStore(database),
    readings: createMarkReadingStore(database),
    checkScore: createScoreCheck(models),
    nudge: worker.nudge,
  });
  const ratings = createRatingsService({
    ratings: createRatingsStore(database, audit),
    evaluations: service,
    blindOrder: createBlindOrder(deploymentSecret.derive('blind order')),
  });
  return {
    worker,
    routes: (api: OwnApi) => createEvaluationsRoutes(api, service, ratings),
    exportRoutes: createEvaluationExportRoutes(createEvaluationExporter(service)),
  };
}
