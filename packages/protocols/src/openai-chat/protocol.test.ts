import fc from 'fast-check';
import type { ContentPart, ModelInput } from '../model-input.ts';
import type { AnswerCase } from '../testing/arbitrary-answer.ts';
import { describePredictionProtocol } from '../testing/prediction-protocol-suite.ts';
import { isPlainText } from './instructions.ts';
import { openAiChatProtocol } from './protocol.ts';

const url = 'https://models.example.com/v1';
const sampling = {
  system_prompt: fc.constantFrom('Be brief.', 'You are\na helpful assistant. 🦊'),
  temperature: fc.constantFrom(0, 0.7, 2),
  max_tokens: fc.integer({ min: 1, max: 4096 }),
  top_p: fc.constantFrom(0.1, 1),
  stop: fc.array(fc.constantFrom('\n', 'END'), { minLength: 1, maxLength: 2 }),
  seed: fc.integer(),
  frequency_penalty: fc.constantFrom(-2, 0.5),
  presence_penalty: fc.constantFrom(0, 2),
};

/** What is looked for in texts that repeat themselves. */
const quotations = [
  ...Array.from({ length: 100 }, (_, index) => ({ quote: 'a', before: `x${index}` })),
  ...Array.from({ length: 100 }, (_, index) => ({ quote: 'a a', before: 'a '.repeat(index) })),
  { quote: ' ', before: 'x' },
];

describePredictionProtocol({
  protocol: openAiChatProtocol,
  connections: [
    {
      entered: { url, model: 'tgi' },
      parameters: fc.record(sampling, { requiredKeys: [] }),
      arrives,
    },
    {
      entered: {
        url,
        model: 'tgi',
        systemPrompt: 'Be kind.',
        temperature: 1,
        maxTokens: 9,
        maxTokensField: 'max_completion_tokens',
        imageDelivery: 'hub-url',
        imageDetail: 'low',
        responseFormat: 'none',
        extraBody: { top_k: 40, seed: 7 },
      },
      parameters: fc.record({ ...sampling, top_k: fc.nat() }),
      arrives,
    },
  ],
  carried: {
    confidence: 'never',
    subAnnotations: false,
    toolQuestions: true,
    optionQuestions: true,
  },
  canCarry: (answer) =>
    isPlainText(answer.ontology)
      ? answer.annotations.length === 1
      : marksNothingTwice(answer) && marksWords(answer),
  longAnswers: ['a '.repeat(10_000), `${' '.repeat(4000)}a`.repeat(5)].map((text) => ({
    body: { choices: [{ message: { content: JSON.stringify({ letter: quotations }) } }] },
    row: { type: 'text', text },
    ontology: { tools: [{ kind: 'entity', name: 'letter' }], classifications: [] },
  })),
});

/** Pages arrive as texts, and videos as the messages of a user; so does a conversation of one turn. */
function arrives(input: ModelInput): ModelInput {
  switch (input.type) {
    case 'text':
    case 'image':
      return input;
    case 'html':
      return { type: 'text', text: input.html };
    case 'conversational': {
      const [turn, another] = input.turns;
      const row = turn?.role === 'user' && !another ? toSingleRow(turn.parts) : null;
      return row ?? input;
    }
    case 'video': {
      const parts = input.frames.flatMap(({ index, timeMs, source }): ContentPart[] => [
        { type: 'text', text: `Frame ${index} at ${timeMs / 1000} s:` },
        { type: 'image', source },
      ]);
      return { type: 'conversational', turns: [{ role: 'user', parts }] };
    }
  }
}

function toSingleRow(parts: readonly ContentPart[]): ModelInput | null {
  const [part, another] = parts;
  if (part?.type === 'image' && !another) return { type: 'image', source: part.source };
  const texts = parts.flatMap((one) => (one.type === 'text' ? [one.text] : []));
  return texts.length === parts.length ? { type: 'text', text: texts.join('') } : null;
}

/** The same words quoted twice for the same place say no more than once. */
function marksNothingTwice({ annotations }: AnswerCase): boolean {
  const places = annotations.flatMap((one) =>
    one.kind === 'entity' ? [JSON.stringify([one.class, one.start, one.end])] : [],
  );
  return new Set(places).size === places.length;
}

/** White space alone is not quoted. */
function marksWords({ annotations }: AnswerCase): boolean {
  return annotations.every((one) => one.kind !== 'entity' || one.text?.trim() !== '');
}
