import type { OwnApi } from '../http/own-api.ts';
import type { EvaluationsService } from './evaluations-service.ts';
import type { RatingsService } from './ratings-service.ts';

/** `contract.evaluations`: make, read, score and judge. */
export function createEvaluationsRoutes(
  { evaluations: api }: OwnApi,
  evaluations: EvaluationsService,
  ratings: RatingsService,
) {
  return {
    list: api.list.handler(({ input, context }) =>
      evaluations.list(context.principal.organisationId, input),
    ),
    create: api.create.handler(({ input, context }) =>
      evaluations.create(context.principal, input),
    ),
    promptSet: api.promptSet.handler(({ input, context }) =>
      evaluations.readPromptSet(context.principal.organisationId, input.id),
    ),
    get: api.get.handler(({ input, context }) =>
      evaluations.get(context.principal.organisationId, input.id),
    ),
    remove: api.remove.handler(({ input, context }) =>
      evaluations.remove(context.principal, input.id),
    ),
    results: api.results.handler(({ input, context }) =>
      evaluations.results(context.principal.organisationId, input.id),
    ),
    addScore: api.addScore.handler(({ input: { id, ...score }, context }) =>
      evaluations.addScore(context.principal, id, score),
    ),
    scoreAgain: api.scoreAgain.handler(({ input, context }) =>
      evaluations.scoreAgain(context.principal, input.id, input.scoreId),
    ),
    prompts: api.prompts.handler(({ input: { id, ...query }, context }) =>
      evaluations.listPrompts(context.principal.organisationId, id, query),
    ),
    prompt: api.prompt.handler(({ input, context }) =>
      evaluations.getPrompt(context.principal.organisationId, input.id, input.dataRowId),
    ),
    nextBlind: api.nextBlind.handler(({ input, context }) =>
      ratings.next(context.principal, input.id),
    ),
    blind: api.blind.handler(({ input, context }) =>
      ratings.open(context.principal, input.id, input.dataRowId),
    ),
    rate: api.rate.handler(({ input, context }) =>
      ratings.rate(context.principal, input.id, input.dataRowId, input.judgements),
    ),
  };
}
