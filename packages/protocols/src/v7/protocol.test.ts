import fc from 'fast-check';
import type { ModelInput } from '../model-input.ts';
import { describePredictionProtocol } from '../testing/prediction-protocol-suite.ts';
import { v7Protocol } from './protocol.ts';

const url = 'https://models.example.com/api';
const parameters = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,8}$/).filter((name) => name !== 'bbox'),
  fc.constantFrom(0.5, 'x', true),
);

/** A list of frames has places, no numbers and no times; a video is sent as frames or by its address. */
function arrivesAs(delivery: 'frames' | 'url') {
  return (input: ModelInput): ModelInput => {
    if (input.type !== 'video') return input;
    if (delivery === 'url') return { ...input, frames: [] };
    const frames = input.frames.map(({ source }, index) => ({ index, timeMs: 0, source }));
    return { type: 'video', frames };
  };
}

describePredictionProtocol({
  protocol: v7Protocol,
  connections: [
    { entered: { url }, parameters, arrives: arrivesAs('frames') },
    { entered: { url, imageDelivery: 'hub-url' }, parameters, arrives: arrivesAs('frames') },
    { entered: { url, imageDelivery: 'url' }, parameters, arrives: arrivesAs('frames') },
    { entered: { url, videoDelivery: 'url' }, parameters, arrives: arrivesAs('url') },
    { entered: { url, reading: 'lenient' }, parameters, arrives: arrivesAs('frames') },
  ],
  carried: { confidence: 'always', subAnnotations: true },
});
