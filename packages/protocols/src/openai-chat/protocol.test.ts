import fc from 'fast-check';
import { describePredictionProtocol } from '../testing/prediction-protocol-suite.ts';
import { isPlainText } from './instructions.ts';
import { openAiChatProtocol } from './protocol.ts';

const url = 'https://models.example.com/v1';
const sampling = {
  system_prompt: fc.constantFrom('Be brief.', 'You are\na helpful assistant. 🦊'),
  temperature: fc.constantFrom(0, 0.7, 2),
  max_tokens: fc.integer({ min: 1, max: 4096 }),
  top_p: fc.constantFrom(0.1, 1),
};

describePredictionProtocol({
  protocol: openAiChatProtocol,
  connections: [
    { entered: { url, model: 'tgi' }, parameters: fc.record(sampling, { requiredKeys: [] }) },
    {
      entered: { url, model: 'tgi', systemPrompt: 'Be kind.', temperature: 1, maxTokens: 9 },
      parameters: fc.record(sampling),
    },
  ],
  carried: { confidence: 'never', subAnnotations: false },
  canCarry: ({ ontology, annotations }) => !isPlainText(ontology) || annotations.length === 1,
});
