import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { foundryProtocol } from '@patchbay/protocols/foundry/protocol.ts';
import type { AnsweredRow, ModelInput } from '@patchbay/protocols/model-input.ts';
import { openAiChatProtocol } from '@patchbay/protocols/openai-chat/protocol.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { v7Protocol } from '@patchbay/protocols/v7/protocol.ts';
import { type PredictResult, predict } from '../predict.ts';
import type { Verdict } from './chaos/fault.ts';
import type { Contract } from './chaos/right-answer.ts';
import { createTestCaller } from './test-caller.ts';

const echo: Ontology = {
  tools: [{ kind: 'bounding_box', name: 'cat' }],
  classifications: [{ kind: 'free_text', name: 'echo' }],
};
const words: Ontology = { tools: [], classifications: echo.classifications };
/** With two questions a chat answers in JSON; with one, in words. */
const questions: Ontology = {
  tools: [],
  classifications: [...words.classifications, { kind: 'free_text', name: 'note' }],
};
const image: ModelInput = {
  type: 'image',
  source: { kind: 'base64', base64: 'bm90IGEgcGljdHVyZQ==', mediaType: 'image/png' },
};
const text = { type: 'text' as const, text: 'A long story.' };

interface Asked {
  readonly protocol: PredictionProtocol;
  readonly ontology: Ontology;
  readonly input: ModelInput;
  readonly row: AnsweredRow;
  readonly connect: (url: string) => { url: string };
}

const asked: { readonly [contract in Contract]: Asked } = {
  v7: {
    protocol: v7Protocol,
    ontology: echo,
    input: image,
    row: { type: 'image', size: { width: 20, height: 10 } },
    connect: (url) => ({ url, inferUrl: url }),
  },
  foundry: {
    protocol: foundryProtocol,
    ontology: words,
    input: text,
    row: text,
    connect: (url) => ({ url }),
  },
  'openai-chat': {
    protocol: openAiChatProtocol,
    ontology: questions,
    input: text,
    row: text,
    connect: (url) => ({ url, model: 'chaos', exactUrl: true }),
  },
};

/** A secret that must not be in anything that is kept. */
export const token = 'canary-0123456789';

/** Asks the chaos endpoint about an item, as a run does, in one of the contracts that it speaks. */
export function askChaos(
  contract: Contract,
  url: string,
  { caller = createTestCaller(), key = 'item-1', timeoutMs = 10_000 } = {},
): Promise<PredictResult> {
  const { protocol, ontology, input, row, connect } = asked[contract];
  return predict({
    protocol,
    configuration: { connection: connect(url), ontology },
    parameters: {},
    credentials: { bearer: { token } },
    input,
    row,
    caller,
    timeoutMs,
    headers: { 'idempotency-key': key },
  });
}

/** What became of the item, in one word. */
export function judge({ outcome }: PredictResult): Verdict {
  if (!outcome.ok) return outcome.problem.code;
  return outcome.warnings[0]?.code ?? 'succeeds';
}
