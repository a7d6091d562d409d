import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation } from '../annotation/annotation.ts';
import type {
  ExportedDataRow,
  ExportedItem,
  ExportedPrediction,
  ExportedRun,
} from './export-source.ts';
import { createLineWriter } from './jsonl.ts';
import type { AnnotationSelection } from './select-annotations.ts';
import { toDocument, toText } from './testing/exported-texts.ts';

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
  reusedFrom: 'item-9',
  createdAt: '2026-11-21T10:00:00.000Z',
  warnings: toDocument([{ code: 'SPAN_REPAIRED', message: 'moved by one', pointer: '/0/start' }]),
  annotations: toDocument([
    { kind: 'entity', class: 'person', confidence: null, start: 2, end: 5, text: 'Ana' },
  ]),
};

const write = (item: ExportedItem, selection?: AnnotationSelection) =>
  toText(createLineWriter(run, selection).write(item));
const encode = (annotations: readonly Annotation[], selection?: AnnotationSelection) =>
  write(
    { dataRow, prediction: { ...prediction, annotations: toDocument(annotations) } },
    selection,
  );
const encodeText = (text: string) =>
  encode([{ kind: 'free_text', class: 'summary', confidence: 1, text }]);

describe('a line of predictions', () => {
  it('says what was predicted, on what, and where it comes from', () => {
    expect(JSON.parse(write({ dataRow, prediction }))).toEqual({
      version: 1,
      prediction: 'prediction-1',
      predictedAt: '2026-11-21T10:00:00.000Z',
      reusedFrom: 'item-9',
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
      annotations: JSON.parse(toText([prediction.annotations])),
      warnings: JSON.parse(toText([prediction.warnings])),
    });
  });

  it('carries nothing else of the things it is given', () => {
    const row = { ...dataRow, metadata: { note: 'private' } };
    expect(write({ dataRow: row, prediction })).not.toContain('private');
  });

  it('is one line for every reader, whatever stands in its texts (fault F9)', () => {
    const separators = '\n\r\u0085\u2028\u2029\v\f';
    const line = encodeText(`one${separators}two`);
    expect(line.split(/[\n\r\u0085\u2028\u2029\v\f]/)).toEqual([line.slice(0, -1), '']);
    expect(JSON.parse(line).annotations[0].text).toBe(`one${separators}two`);
  });

  it('gives every text back as it was, on one line, wherever it stands (fault F9)', () => {
    const anyText = fc
      .array(fc.oneof(fc.nat(0xffff), fc.constantFrom(0x0a, 0x0d, 0x85, 0x2028, 0x2029, 0x41)))
      .map((codeUnits) => String.fromCharCode(...codeUnits));
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 5, maxLength: 5 }), (texts) => {
        const [found = '', warned = '', globalKey = '', name = '', reportedVersion = ''] = texts;
        const item = {
          dataRow: { ...dataRow, globalKey },
          prediction: {
            ...prediction,
            reportedVersion,
            annotations: toDocument([{ text: found }]),
            warnings: toDocument([{ message: warned }]),
          },
        };
        const line = toText(createLineWriter({ ...run, name }).write(item));
        expect(line.slice(0, -1)).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
        const read = JSON.parse(line);
        const { annotations, warnings } = read;
        expect([annotations[0].text, warnings[0].message]).toEqual([found, warned]);
        const told = [read.dataRow.globalKey, read.run.name, read.model.reportedVersion];
        expect(told).toEqual([globalKey, name, reportedVersion]);
      }),
    );
  });

  it('is one line where the stored document has several', () => {
    const [annotations, warnings] = [
      new TextEncoder().encode('[\r\n]'),
      new TextEncoder().encode('[ \n"é"]'),
    ];
    const line = write({ dataRow, prediction: { ...prediction, annotations, warnings } });
    expect(line.trimEnd()).not.toMatch(/[\r\n]/);
    expect(JSON.parse(line)).toMatchObject({ annotations: [], warnings: ['é'] });
  });

  it('says which version the server reported, each line its own', () => {
    const writer = createLineWriter(run);
    const versions = ['a', 'b', null, 'b'].map((reportedVersion) => {
      const line = writer.write({ dataRow, prediction: { ...prediction, reportedVersion } });
      return JSON.parse(toText(line)).model.reportedVersion;
    });
    expect(versions).toEqual(['a', 'b', null, 'b']);
  });

  it('has only what was selected, and is none where nothing is left', () => {
    const tag = (name: string, confidence: number | null): Annotation => ({
      kind: 'tag',
      class: name,
      confidence,
    });
    const annotations = [tag('cat', 0.9), tag('cat', 0.5), tag('cat', null), tag('dog', 0.9)];
    const left = (selection: AnnotationSelection) =>
      JSON.parse(encode(annotations, selection)).annotations;
    expect(left({ class: 'cat' })).toEqual(annotations.slice(0, 3));
    expect(left({ class: 'cat', minimumConfidence: 0.5 })).toEqual(annotations.slice(0, 2));
    expect(left({ minimumConfidence: 0.9 })).toEqual([annotations[0], annotations[3]]);
    expect(left({ minimumConfidence: 0 })).toHaveLength(3);
    expect(encode(annotations, { class: 'fox' })).toBe('');
  });

  it('is none for an item without a prediction', () => {
    expect(write({ dataRow, prediction: null })).toBe('');
  });
});
