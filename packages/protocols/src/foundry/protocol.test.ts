import fc from 'fast-check';
import type { ModelInput } from '../model-input.ts';
import { describePredictionProtocol } from '../testing/prediction-protocol-suite.ts';
import { foundryProtocol } from './protocol.ts';

const url = 'https://models.example.com/predict';
/** A video is sent by its frames alone. */
const withoutAddress = (input: ModelInput): ModelInput =>
  input.type === 'video' ? { ...input, url: undefined } : input;

const words = fc.string({ minLength: 1 });

describePredictionProtocol({
  protocol: foundryProtocol,
  connections: [
    {
      entered: { url },
      parameters: fc.record(
        { prompt: fc.string(), system_prompt: fc.string(), threshold: fc.constant(0.25) },
        { requiredKeys: [] },
      ),
      arrives: withoutAddress,
    },
    {
      entered: { url, maxTokens: 64 },
      parameters: fc.record({
        prompt: fc.string(),
        use_attachments: fc.constant(true),
        max_tokens: fc.constant(8),
      }),
      attachments: true,
      arrives: withoutAddress,
    },
    {
      entered: { url, strictSampleShape: true },
      parameters: fc.record({ prompt: words, system_prompt: words }, { requiredKeys: [] }),
      dataRowTypes: ['image', 'text'],
    },
  ],
  carried: {
    confidence: 'optional',
    subAnnotations: true,
    toolQuestions: true,
    optionQuestions: true,
    ids: true,
    frames: true,
  },
});
