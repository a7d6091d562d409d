import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { ScoreSettings } from '@patchbay/core/evaluation/score-settings.ts';
import type { ModelsService } from '../models/models-service.ts';
import { checkParameters } from '../models/parameters-schema.ts';
import { assertSchema } from './work/json-schema-score.ts';

export type ScoreCheck = ReturnType<typeof createScoreCheck>;

/** Refuses a score by which nothing could be scored, before anything is started. */
export function createScoreCheck(models: ModelsService) {
  return async (organisationId: string, settings: ScoreSettings): Promise<void> => {
    if (settings.kind === 'json_schema') assertSchema(settings.schema);
    if (settings.kind !== 'judge') return;
    const { name, enabled, revision } = await models.getModel(organisationId, settings.modelId);
    if (!enabled) {
      throw new PatchbayError({
        code: 'INPUT_MODEL_DISABLED',
        message: `The judge "${name}" is disabled; enable it on its page first.`,
      });
    }
    if (!revision.dataRowTypes.includes('conversational')) {
      throw new PatchbayError({
        code: 'INPUT_DATA_ROW_UNSUPPORTED',
        message: `The judge "${name}" takes ${revision.dataRowTypes.join(' and ')}, no conversations. Revise the model so that it takes data rows of type conversational, or choose another.`,
      });
    }
    checkParameters(revision.parametersSchema, settings.parameters);
  };
}
