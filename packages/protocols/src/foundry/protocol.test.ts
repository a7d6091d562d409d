import fc from 'fast-check';
import { describePredictionProtocol } from '../testing/prediction-protocol-suite.ts';
import { foundryProtocol } from './protocol.ts';

const url = 'https://models.example.com/predict';
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
    },
    {
      entered: { url, strictSampleShape: true },
      parameters: fc.record({ prompt: words, system_prompt: words }, { requiredKeys: [] }),
    },
  ],
  carried: { confidence: 'optional', subAnnotations: false },
});
