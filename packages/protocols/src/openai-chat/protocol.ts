import type { PredictionProtocol } from '../prediction-protocol.ts';
import { readRefusal } from './advice.ts';
import { openAiChat } from './chat.ts';
import { openAiChatConformance } from './conformance.ts';
import { type OpenAiChatConnection, openAiChatConnectionSchema } from './connection.ts';
import { listEndpoints } from './endpoint.ts';
import { decodeRequest } from './read-request.ts';
import { encodeRequest } from './request.ts';
import { decodeResponse } from './response.ts';
import { samplingSchema } from './sampling-schema.ts';
import { encodeFailure, encodeModels, encodeResponse } from './server.ts';
import { encodeStream } from './write-stream.ts';

/** Chat completions as OpenAI defined them and Datasaur, TGI, vLLM and others speak them. */
export const openAiChatProtocol: PredictionProtocol<OpenAiChatConnection> = {
  id: 'openai-chat',
  title: 'OpenAI chat completions',
  description:
    'POST /v1/chat/completions with texts and images; the answer is words, or JSON with a key for each class.',
  documentationUrl: 'https://platform.openai.com/docs/api-reference/chat',
  dataRowTypes: ['text', 'image', 'html', 'conversational', 'video'],
  annotationKinds: ['radio', 'checklist', 'free_text', 'entity'],
  annotationDetails: ['classifications'],
  authentication: ['bearer', 'header', 'basic'],
  // Long answers take long; the official client waits for ten minutes.
  defaultTimeoutMs: 120_000,
  connectionSchema: openAiChatConnectionSchema,
  runParametersSchema: samplingSchema,
  listEndpoints,
  imageDelivery: (connection) => connection.imageDelivery,
  maximumImageSide: (connection) => connection.maximumImageSide ?? null,
  videoDelivery: () => 'frames',
  encodeRequest,
  decodeResponse,
  readErrorMessage: readRefusal,
  chat: openAiChat,
  conformance: openAiChatConformance,
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
