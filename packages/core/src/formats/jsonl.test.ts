import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportedDataRow, ExportedPrediction, ExportedRun } from './export-source.ts';
import { encodePredictionLine } from './jsonl.ts';

const run: ExportedRun = {
  id: 'run-1',
  name: 'Tagger on mails',
  protocol: 'foundry',
  model: { id: 'model-1', name: 'Tagger', revisionId: 'revision-3', revision: 3 },
  dataset: { id: 'dataset-1', name: 'mails' },
  parameters: { threshold: 0.4 },
};
const dataRow: ExportedDataRow = {
  id: 'row-1',
  globalKey: 'mails:7',
  type: 'text',
  image: null,
  video: null,
};
const prediction: ExportedPrediction = {
  id: 'prediction-1',
  reportedVersion: '2026-11',
  createdAt: '2026-11-21T10:00:00.000Z',
  warnings: [{ code: 'SPAN_REPAIRED', message: 'moved by one', pointer: '/0/start' }],
  annotations: [
    { kind: 'entity', class: 'person', confidence: null, start: 2, end: 5, text: 'Ana' },
  ],
};

const encodeText = (text: string) =>
  encodePredictionLine(run, dataRow, {
    ...prediction,
    annotations: [{ kind: 'free_text', class: 'summary', confidence: 1, text }],
  });

describe('a line of predictions', () => {
  it('says what was predicted, on what, and where it comes from', () => {
    expect(JSON.parse(encodePredictionLine(run, dataRow, prediction))).toEqual({
      version: 1,
      prediction: 'prediction-1',
      predictedAt: '2026-11-21T10:00:00.000Z',
      run: { id: 'run-1', name: 'Tagger on mails', parameters: { threshold: 0.4 } },
      model: {
        id: 'model-1',
        name: 'Tagger',
        revisionId: 'revision-3',
        revision: 3,
        reportedVersion: '2026-11',
        protocol: 'foundry',
      },
      dataset: { id: 'dataset-1', name: 'mails' },
      dataRow: { id: 'row-1', globalKey: 'mails:7', type: 'text', image: null, video: null },
      annotations: prediction.annotations,
      warnings: prediction.warnings,
    });
  });

  it('carries nothing else of the things it is given', () => {
    const row = { ...dataRow, metadata: { note: 'private' } };
    expect(encodePredictionLine(run, row, prediction)).not.toContain('private');
  });

  it('is one line for every reader, whatever stands in its texts', () => {
    const separators = '\n\r\u0085\u2028\u2029\v\f';
    const line = encodeText(`one${separators}two`);
    expect(line.split(/[\n\r\u0085\u2028\u2029\v\f]/)).toEqual([line.slice(0, -1), '']);
    expect(JSON.parse(line).annotations[0].text).toBe(`one${separators}two`);
  });

  it('gives every text back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff)), (codeUnits) => {
        const text = String.fromCharCode(...codeUnits);
        expect(JSON.parse(encodeText(text)).annotations[0].text).toBe(text);
      }),
    );
  });
});
