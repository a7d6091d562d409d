import { askOptionsSchema } from '@patchbay/core/api/ask-routes.ts';
import {
  draftModelSchema,
  trialAnswerSchema,
  trialFilePermission,
} from '@patchbay/core/api/trial-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyInstance } from 'fastify';
import { principalOf } from '../http/authenticate.ts';
import { describeIssues } from '../http/describe-issues.ts';
import { signalOf } from '../http/hang-up.ts';
import type { PlainRoutes } from '../http/openapi.ts';
import { describeFileForm } from '../sandbox/describe-file-form.ts';
import { readFileForm } from '../sandbox/read-ask-form.ts';
import type { TrialService } from './trial-service.ts';

const formFieldsSchema = askOptionsSchema
  .pick({ parameters: true })
  .extend({ draft: draftModelSchema });

/** `POST /models/trial/predict/file`: asks a model that is not registered about an image; neither is kept. */
export function createTrialFormRoutes(trials: TrialService): PlainRoutes {
  return {
    register(app: FastifyInstance) {
      app.post(
        '/api/v1/models/trial/predict/file',
        { config: { access: trialFilePermission } },
        async (request, reply) => {
          const { file, fields } = await readFileForm(request);
          const form = formFieldsSchema.safeParse(fields);
          if (!form.success) throw new PatchbayError(describeIssues(form.error.issues));
          const { draft, parameters } = form.data;
          const question = { asked: { kind: 'image' as const, bytes: file }, parameters };
          return trials.predict(principalOf(request), draft, question, signalOf(reply));
        },
      );
    },
    schemas: { TrialAnswer: trialAnswerSchema },
    paths: {
      '/models/trial/predict/file': {
        post: describeFileForm({
          operationId: 'models.trials.predictFile',
          summary: 'Ask a model that is not registered about an image file, once; nothing is kept',
          answer: 'TrialAnswer',
          fields: { draft: 'the model, as it is sent to `/models/trial/reach`.' },
          required: ['draft'],
          hasId: false,
        }),
      },
    },
  };
}
