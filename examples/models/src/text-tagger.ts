import { defineModel, serveModel } from '@patchbay/model-kit';
import { type StartOptions, startFromCommandLine } from './start-from-command-line.ts';
import { entityClasses, findEntities } from './text-tagger/find-entities.ts';
import { judgeSentiment } from './text-tagger/judge-sentiment.ts';

/** Marks names, dates, sums and addresses in an English text, and says how it sounds. */
export const textTagger = defineModel({
  name: 'Text tagger',
  description:
    'Marks people, places, organizations, dates, sums of money, e-mail addresses and links in English texts, and judges their sentiment.',
  dataRowTypes: ['text'],
  ontology: {
    tools: entityClasses.map((name) => ({ kind: 'entity', name })),
    classifications: [
      {
        kind: 'radio',
        name: 'sentiment',
        instructions: 'How does the text sound?',
        options: [
          { value: 'positive', label: 'Positive' },
          { value: 'neutral', label: 'Neutral' },
          { value: 'negative', label: 'Negative' },
        ],
      },
    ],
  },
  parametersSchema: {
    properties: {
      minimum_confidence: {
        description: 'Spans that are less sure are left out.',
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0.5,
      },
    },
  },
  predict({ text }, { parameters }) {
    const minimum = Number(parameters.minimum_confidence);
    const entities = findEntities(text).filter(({ confidence }) => confidence >= minimum);
    const { option, confidence } = judgeSentiment(text);
    return [
      ...entities.map((entity) => ({ kind: 'entity' as const, ...entity })),
      { kind: 'radio', class: 'sentiment', option, confidence },
    ];
  },
});

/** Starts the text tagger at `/predict`. */
export function startTextTagger(options: StartOptions = {}) {
  return serveModel(textTagger, { ...options, protocols: ['foundry'] });
}

if (import.meta.main) await startFromCommandLine(startTextTagger);
