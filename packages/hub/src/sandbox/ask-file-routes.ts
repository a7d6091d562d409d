import { askedAnswerSchema, askFilePermission } from '@patchbay/core/api/ask-routes.ts';
import { idInput } from '@patchbay/core/api/page.ts';
import type { FastifyInstance } from 'fastify';
import { principalOf } from '../http/authenticate.ts';
import { signalOf } from '../http/hang-up.ts';
import type { PlainRoutes } from '../http/openapi.ts';
import { parseInput } from '../http/parse-input.ts';
import type { AskService } from './ask-service.ts';
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
        post: {
          operationId: 'models.askFile',
          summary:
            'Ask a model about an image file, once, and read what went over the wire; nothing is kept',
          tags: ['models'],
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
          ],
          requestBody: {
            required: true,
            content: { 'multipart/form-data': { schema: formSchema } },
          },
          responses: {
            200: {
              description: 'What the model said, or why it said nothing, and the call behind it',
              content: {
                'application/json': { schema: { $ref: '#/components/schemas/AskedAnswer' } },
              },
            },
          },
        },
      },
    },
  };
}

const formSchema = {
  type: 'object' as const,
  required: ['file'],
  properties: {
    file: { type: 'string' as const, format: 'binary' },
    region: {
      type: 'string' as const,
      description:
        'JSON: {"x", "y", "width", "height"}, the part of the image that is meant, in pixels of the image as displayed.',
    },
    parameters: { type: 'string' as const, description: 'JSON: an object of parameters.' },
  },
};
