import { defineModel, reportFailure, serveModel } from '@patchbay/model-kit';
import { type StartOptions, startFromCommandLine } from './start-from-command-line.ts';
import { splitSentences } from './summariser/sentences.ts';
import { summarise } from './summariser/summarise.ts';

/** Tokens of chat models are about four characters long. */
const charactersPerToken = 4;

/** Sums up a text in its own most central sentences. */
export const summariser = defineModel({
  name: 'Summariser',
  description: 'Picks the most central sentences of a text (TextRank), in the order of the text.',
  dataRowTypes: ['text'],
  ontology: { classifications: [{ kind: 'free_text', name: 'summary' }] },
  parametersSchema: {
    properties: {
      sentences: {
        description: 'Number of sentences of the summary.',
        type: 'integer',
        minimum: 1,
        maximum: 20,
        default: 1,
      },
      max_tokens: {
        description:
          'Length of the summary in tokens of about four characters. At least one sentence is given.',
        type: 'integer',
        minimum: 1,
      },
    },
  },
  predict({ text }, { parameters }) {
    const sentences = splitSentences(text);
    if (sentences.length === 0) reportFailure('The text has no sentence.');
    const summary = summarise(sentences, {
      sentences: Number(parameters.sentences),
      maximumCharacters: Number(parameters.max_tokens ?? Infinity) * charactersPerToken,
    });
    return [{ kind: 'free_text', class: 'summary', text: summary }];
  },
});

/** Starts the summariser at `/v1/chat/completions`. */
export function startSummariser(options: StartOptions = {}) {
  return serveModel(summariser, { ...options, protocols: ['openai-chat', 'foundry'] });
}

if (import.meta.main) await startFromCommandLine(startSummariser);
