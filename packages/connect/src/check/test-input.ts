import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { AnsweredRow, ModelInput } from '@patchbay/protocols/model-input.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';

/** What a check asks a model about. */
export interface TestInput {
  readonly input: ModelInput;
  readonly row: AnsweredRow;
  /** What it is, for a finding. */
  readonly title: string;
}

/** A PNG of 128 × 96 pixels: a house in a meadow under the sun. */
const testImage = {
  size: { width: 128, height: 96 },
  base64: [
    'iVBORw0KGgoAAAANSUhEUgAAAIAAAABgBAMAAAAnVGd6AAAAElBMVEXf6PB6mlq1UjtrLyTytjI6KiJyldyKAAAACXBI',
    'WXMAAAsTAAALEwEAmpwYAAAAx0lEQVRYw+3UwQnDMBBEUcGmAbeQChamAR/UQvpvJdgQkhhpNZJOUWbufv7YSClp2k/u',
    'lvM+83w+N/X+Y/tkAJFgHgUQCUAY0EwwwKOAZgJQTKABOwCfAIByQs7cRwAqAgnYC/BBAKglcIC9AR8CgGoCBQB1gfmN',
    '9g14NwAECQRgV8A7DxPAJdABtQT++YvQuNJQHH+pWhlw+loHiIREHYIoIdq9uI5bX4AAAcsBj3MCBPwXsH2sDGzhBKwH',
    'jEyAAAECBCwFPAFnoXG/UwbYyQAAAABJRU5ErkJggg==',
  ].join(''),
};

const testText =
  'Ada Lovelace described the first program for a machine in London in 1843. Readers still admire her clear notes.';

/** The picture or the text that a check sends, with its true size. */
export function createTestInput(wanted: DataRowType): TestInput {
  if (wanted === 'text') {
    const row = { type: wanted, text: testText };
    return { input: row, row, title: 'the test text' };
  }
  const type = 'image';
  const { base64, size } = testImage;
  return {
    input: { type, source: { kind: 'base64', base64, mediaType: 'image/png' } },
    row: { type, size },
    title: 'the test image (a drawn house)',
  };
}

/** What to send to a model of which nobody said what it takes: what its classes are drawn on. */
export function chooseDataRowType(protocol: PredictionProtocol, ontology: Ontology): DataRowType {
  const [tool] = ontology.tools;
  const wanted = tool?.kind === 'entity' ? 'text' : 'image';
  if (tool && protocol.dataRowTypes.includes(wanted)) return wanted;
  return protocol.dataRowTypes[0] ?? 'image';
}
