import type { BoundingBox } from '@patchbay/core/annotation/bounding-box.ts';
import { createRandom } from '../frame/random.ts';

/** How often a class is among the eight boxes of a prediction: from nearly always to one in ten thousand. */
export const classShares = { car: 0.9, person: 0.5, dog: 0.1, unicorn: 0.0001 } as const;

/** The annotations of one prediction as they are stored, with what the tables say of them. */
export interface PredictionDocument {
  readonly annotations: string;
  /** Highest confidence of each of its classes. */
  readonly classes: { readonly [name: string]: number };
}

const boxes = 8;

/** Predictions of eight boxes, about 900 bytes each. No two have the same confidences. */
export function writeDocuments(count: number): PredictionDocument[] {
  const random = createRandom(11);
  return Array.from({ length: count }, (_, index) => {
    const rare = index < Math.max(1, count * classShares.unicorn) ? ['unicorn'] : [];
    const chosen = (['car', 'person', 'dog'] as const).filter((it) => random() < classShares[it]);
    const names = [...rare, ...chosen];
    const annotations = Array.from({ length: boxes }, (_, box) =>
      writeBox(names[box % names.length] ?? 'tree', random),
    );
    return { annotations: JSON.stringify(annotations), classes: highestOf(annotations) };
  });
}

function writeBox(name: string, random: () => number): BoundingBox {
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    kind: 'bounding_box',
    class: name,
    confidence: Math.round((0.2 + random() * 0.8) * 10_000) / 10_000,
    box: {
      x: round(random() * 1000),
      y: round(random() * 500),
      width: round(20 + random() * 200),
      height: round(20 + random() * 200),
    },
  };
}

function highestOf(annotations: readonly BoundingBox[]): { [name: string]: number } {
  const highest: { [name: string]: number } = {};
  for (const { class: name, confidence } of annotations) {
    highest[name] = Math.max(highest[name] ?? -1, confidence ?? -1);
  }
  return highest;
}
