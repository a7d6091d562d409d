import fc from 'fast-check';
import { describePredictionProtocol } from '../testing/prediction-protocol-suite.ts';
import { v7Protocol } from './protocol.ts';

const url = 'https://models.example.com/api';
const parameters = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.constantFrom(0.5, 'x', true),
);

describePredictionProtocol({
  protocol: v7Protocol,
  connections: [
    { entered: { url }, parameters },
    { entered: { url, imageDelivery: 'url' }, parameters },
  ],
  carried: { confidence: 'always', subAnnotations: true },
});
