import { askedAnswerSchema, askFilePermission } from '@patchbay/core/api/ask-routes.ts';
import { idInput } from '@patchbay/core/api/page.ts';
import type { FastifyInstance } from 'fastify';
import { principalOf } from '../http/authenticate.ts';
import { signalOf } from '../http/hang-up.ts';
import type { PlainRoutes } from '../http/openapi.ts';
import { parseInput } from '../http/parse-input.ts';
import type { AskService } from './ask-service.ts';
import { describeFileForm } from './describe-file-form.ts';
import { readAskForm } from './read-ask-form.ts';
import { viewAnswer } from './view-answer.ts';

/** `POST /models/{id}/ask/file`: asks a model about an image that is kept nowhere. */
export function createAskFileRoutes(questions: AskService): PlainRoutes {
  return {
    register(app: FastifyInstance) {
      app.post(
        '/api/v1/models/:id/ask/file',
        { config: { access: askFilePermission } },
        async (request, reply) => {
          const { id } = parseInput(idInput, request);
          const principal = principalOf(request);
          // Before a large file is read for nothing.
          await questions.findModel(principal.organisationId, id);
          const question = await readAskForm(request);
          return viewAnswer(await questions.ask(principal, id, question, signalOf(reply)));
        },
      );
    },
    schemas: { AskedAnswer: askedAnswerSchema },
    paths: {
      '/models/{id}/ask/file': {
        post: describeFileForm({
          operationId: 'models.askFile',
          summary:
            'Ask a model about an image file, once, and read what went over the wire; nothing is kept',
          answer: 'AskedAnswer',
          fields: {
            region:
              '{"x", "y", "width", "height"}, the part of the image that is meant, in pixels of the image as displayed.',
          },
          required: [],
          hasId: true,
        }),
      },
    },
  };
}
