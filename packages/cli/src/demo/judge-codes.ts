import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { KnownCode } from '@patchbay/example-datasets/ground-truth.ts';

/** How many of the codes that are known to be in the pictures were read right. */
export interface CodeScore {
  readonly known: number;
  readonly right: number;
}

/** What is compared of one picture: the codes in it, and what the model said. */
export interface JudgedPicture {
  readonly codes: readonly Pick<KnownCode, 'class' | 'text'>[];
  readonly annotations: readonly Annotation[];
}

/** A code is read right where its symbology and its whole text are. Each reading counts once. */
export function judgeCodes(pictures: readonly JudgedPicture[]): CodeScore {
  let known = 0;
  let right = 0;
  for (const { codes, annotations } of pictures) {
    const readings = annotations.map(describeReading);
    known += codes.length;
    for (const code of codes) {
      const found = readings.indexOf(`${code.class}\n${code.text}`);
      if (found < 0) continue;
      readings.splice(found, 1);
      right += 1;
    }
  }
  return { known, right };
}

function describeReading(annotation: Annotation): string {
  const text = 'text' in annotation ? annotation.text : undefined;
  return `${annotation.class}\n${text ?? ''}`;
}
