import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { packCounts } from '@patchbay/core/geometry/packed-counts.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { ModelInput } from '@patchbay/protocols/model-input.ts';

/** What the servers of these tests know, by their protocol and what they are asked about. */
export const ontologies = {
  boxes: {
    tools: [
      { kind: 'bounding_box', name: 'house' },
      { kind: 'bounding_box', name: 'sun' },
      { kind: 'polygon', name: 'roof' },
      { kind: 'ellipse', name: 'tree' },
    ],
    classifications: [],
  },
  masks: {
    tools: [
      { kind: 'bounding_box', name: 'house' },
      { kind: 'mask', name: 'meadow' },
    ],
    classifications: [],
  },
  spans: {
    tools: [
      { kind: 'entity', name: 'person' },
      { kind: 'entity', name: 'place' },
    ],
    classifications: [
      { kind: 'radio', name: 'tone', options: [{ value: 'calm' }, { value: 'angry' }] },
    ],
  },
  quotes: { tools: [{ kind: 'entity', name: 'person' }], classifications: [] },
  words: { tools: [], classifications: [{ kind: 'free_text', name: 'summary' }] },
} as const satisfies Record<string, Ontology>;

export type Knowledge = keyof typeof ontologies;

/** What a model answers that makes no mistake, for pictures by their size and for texts by their words. */
export function answerCorrectly(knowledge: Knowledge, input: ModelInput): Annotation[] {
  if (input.type === 'text') return answerText(knowledge, input.text);
  const size = sizeOf(input);
  if (!hasScene(size)) return [];
  return knowledge === 'masks' ? answerWithMask(size) : answerWithBoxes(size);
}

/** Pictures of one colour are told by their size. */
function hasScene({ width, height }: ImageSize): boolean {
  return width >= 640 && width < 8000 && height >= 400;
}

function answerWithBoxes(size: ImageSize): Annotation[] {
  const box = place(size, 0.5, 0.4, 0.4, 0.5);
  const { x, y, width } = box;
  const roof = [
    { x, y: y + 20 },
    { x: x + width / 2, y },
    { x: x + width, y: y + 20 },
  ];
  return [
    { kind: 'bounding_box', class: 'house', confidence: 0.9, box },
    {
      kind: 'bounding_box',
      class: 'sun',
      confidence: 0.5,
      box: place(size, 0.1, 0.1, 0.2, size.width === 900 ? 0.3 : 0.2),
    },
    { kind: 'polygon', class: 'roof', confidence: 0.4, rings: [roof] },
    { kind: 'ellipse', class: 'tree', confidence: 0.3, ellipse: crown(size) },
  ];
}

function crown({ width, height }: ImageSize) {
  return {
    center: { x: 0.2 * width, y: 0.6 * height },
    radius: { x: 0.08 * width, y: 0.1 * height },
    angle: 0.5,
  };
}

function answerWithMask(size: ImageSize): Annotation[] {
  const sky = Math.floor(size.height / 2);
  const column = [sky, size.height - sky];
  const counts = packCounts(Array.from({ length: size.width }, () => column).flat());
  return [
    {
      kind: 'bounding_box',
      class: 'house',
      confidence: 0.9,
      box: place(size, 0.5, 0.4, 0.4, 0.5),
    },
    {
      kind: 'mask',
      class: 'meadow',
      confidence: 0.7,
      mask: { size: [size.height, size.width], counts },
    },
  ];
}

function place({ width, height }: ImageSize, x: number, y: number, across: number, down: number) {
  return { x: x * width, y: y * height, width: across * width, height: down * height };
}

const persons = ['Ada Lovelace', 'Charles Babbage', 'Grace Hopper'];
const places = ['London', 'New York'];

function answerText(knowledge: Knowledge, text: string): Annotation[] {
  if (knowledge === 'words') {
    const words = text.split(/(?<=[.!?])\s/u)[0] ?? '';
    return [{ kind: 'free_text', class: 'summary', confidence: null, text: words }];
  }
  if (knowledge === 'quotes') {
    return persons.flatMap((name) => findSpan(text, name, 'person', 0.9)).map(withoutConfidence);
  }
  const spans = [
    ...persons.flatMap((name) => findSpan(text, name, 'person', 0.9)),
    ...places.flatMap((name) => findSpan(text, name, 'place', 0.8)),
  ];
  const option = text.includes('angry') ? 'angry' : 'calm';
  return [...spans, { kind: 'radio', class: 'tone', confidence: 0.6, option }];
}

/** Quotations carry no confidence. */
function withoutConfidence(annotation: Annotation): Annotation {
  return { ...annotation, confidence: null };
}

/** The first place of a name, in code points. */
function findSpan(text: string, name: string, className: string, confidence: number): Annotation[] {
  const unit = text.indexOf(name);
  if (unit === -1) return [];
  const start = [...text.slice(0, unit)].length;
  const end = start + [...name].length;
  return [{ kind: 'entity', class: className, confidence, start, end, text: name }];
}

/** The size that the picture itself says it has. */
function sizeOf(input: ModelInput): ImageSize {
  if (input.type !== 'image' || input.source.kind !== 'base64') return { width: 0, height: 0 };
  const png = Buffer.from(input.source.base64, 'base64');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
