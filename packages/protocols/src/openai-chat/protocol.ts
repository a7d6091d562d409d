import { readErrorMessage } from '../error-message.ts';
import type { PredictionProtocol } from '../prediction-protocol.ts';
import { type OpenAiChatConnection, openAiChatConnectionSchema } from './connection.ts';
import { encodeRequest } from './request.ts';
import { decodeResponse } from './response.ts';
import { decodeRequest, encodeFailure, encodeModels, encodeResponse } from './server.ts';
import { encodeStream } from './write-stream.ts';

/** Chat completions as OpenAI defined them and Datasaur, TGI, vLLM and others speak them. */
export const openAiChatProtocol: PredictionProtocol<OpenAiChatConnection> = {
  id: 'openai-chat',
  title: 'OpenAI chat completions',
  description:
    'POST /v1/chat/completions with a text; the answer is words, or JSON with a key for each question.',
  documentationUrl: 'https://platform.openai.com/docs/api-reference/chat',
  dataRowTypes: ['text'],
  annotationKinds: ['radio', 'checklist', 'free_text'],
  authentication: ['bearer', 'header', 'basic'],
  connectionSchema: openAiChatConnectionSchema,
  encodeRequest,
  decodeResponse,
  readErrorMessage,
  server: {
    predictPath: '/v1/chat/completions',
    modelsPath: '/v1/models',
    decodeRequest,
    encodeResponse,
    encodeStream,
    encodeFailure,
    encodeModels,
  },
};
