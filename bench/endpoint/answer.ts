import { createRandom } from '../frame/random.ts';

/** Pixels of the images that the endpoint is asked about. */
export const imageSize = { width: 1280, height: 720 } as const;

/** Classes of the boxes in its answer. */
export const classNames = ['car', 'person', 'bicycle', 'dog'] as const;

/** An answer of the protocol `v7` of about 800 bytes: eight boxes, as a detector writes them. */
export function writeAnswer(): string {
  const random = createRandom(4);
  const round = (value: number) => Math.round(value * 10) / 10;
  const results = Array.from({ length: 8 }, (_, index) => {
    const name = classNames[index % classNames.length];
    const w = round(20 + random() * 200);
    const h = round(20 + random() * 200);
    const x = round(random() * (imageSize.width - w));
    const y = round(random() * (imageSize.height - h));
    const confidence = Math.round((0.5 + random() / 2) * 100) / 100;
    return { name, label: name, confidence, bounding_box: { x, y, w, h } };
  });
  return JSON.stringify({ status: 'succeeded', results });
}

/** What the endpoint answers when it is asked for its classes. */
export function writeClasses(): string {
  return JSON.stringify(classNames.map((name) => ({ name, type: 'bounding_box' })));
}
