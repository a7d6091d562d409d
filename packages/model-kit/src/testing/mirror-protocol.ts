import { errorCodes } from '@patchbay/core/error/codes.ts';
import { fail, succeed } from '@patchbay/core/error/outcome.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { classificationKinds, toolKinds } from '@patchbay/core/ontology/ontology.ts';
import type { ModelInput } from '@patchbay/protocols/model-input.ts';
import type { ServableProtocol } from '../servable-protocol.ts';

/**
 * The plainest protocol there can be, for tests: canonical annotations go out as they are.
 * A request is `{ text }` or `{ base64 }` or `{ url }`, and may have `parameters`.
 */
export const mirrorProtocol: ServableProtocol = {
  id: 'mirror',
  dataRowTypes: ['image', 'text'],
  annotationKinds: [...toolKinds, ...classificationKinds],
  annotationDetails: ['classifications', 'frame', 'id'],
  server: {
    predictPath: '/predict',
    classesPath: '/classes',
    decodeRequest(body) {
      const request: Json = JSON.parse(body);
      const input = readInput(request);
      if (!isJsonObject(request) || !input) {
        return fail({ code: 'INPUT_INVALID', message: 'Send text, base64 or url.' });
      }
      const parameters = request.parameters;
      return succeed({ input, parameters: isJsonObject(parameters) ? parameters : {} });
    },
    encodeResponse: (answer, row) => ({
      status: 200,
      headers: {},
      body: JSON.stringify({ annotations: answer.annotations, row }),
    }),
    encodeFailure: (problem) => ({
      status: problem.code === 'MODEL_SERVER_ERROR' ? 500 : errorCodes[problem.code].status,
      headers: {},
      body: JSON.stringify({ failure: problem }),
    }),
    encodeClasses: (ontology) => ({ status: 200, headers: {}, body: JSON.stringify(ontology) }),
  },
};

function readInput(request: Json): ModelInput | null {
  if (!isJsonObject(request)) return null;
  const { text, base64, url } = request;
  if (typeof text === 'string') return { type: 'text', text };
  if (typeof url === 'string') return { type: 'image', source: { kind: 'url', url } };
  if (typeof base64 !== 'string') return null;
  return { type: 'image', source: { kind: 'base64', base64, mediaType: 'image/png' } };
}
