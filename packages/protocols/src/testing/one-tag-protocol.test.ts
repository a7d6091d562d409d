import fc from 'fast-check';
import { oneTagProtocol } from './one-tag-protocol.ts';
import { describePredictionProtocol } from './prediction-protocol-suite.ts';

describePredictionProtocol({
  protocol: oneTagProtocol,
  connections: [{ entered: { url: 'https://mood.example.com' }, parameters: fc.constant({}) }],
  carried: { confidence: 'never', subAnnotations: false },
  canCarry: ({ annotations }) => annotations.length <= 1,
});
