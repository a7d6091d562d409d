import type { Annotation } from '../annotation/annotation.ts';
import { annotationBox } from '../annotation/annotation-box.ts';
import type { NestedAnswer } from '../annotation/nested-answer.ts';
import type { Point } from '../geometry/point.ts';
import type { CsvCell } from './csv-cells.ts';
import type { CsvColumn } from './csv-columns.ts';

type Cells = { readonly [Column in CsvColumn]?: CsvCell };

/** What the cells of an annotation say; a column that it has nothing for is left out. */
export function describeAnnotation(annotation: Annotation): Cells {
  const { kind, class: name, confidence, unknownClass, id, frame } = annotation;
  return {
    class: name,
    kind,
    confidence,
    frame: frame ?? null,
    unknown_class: unknownClass ? 'true' : null,
    id: id ?? null,
    ...('text' in annotation && { text: annotation.text ?? null }),
    ...('attributes' in annotation && { attributes: annotation.attributes?.join('; ') ?? null }),
    ...('classifications' in annotation && {
      classifications: annotation.classifications?.map(describeAnswer).join('; ') ?? null,
    }),
    ...describeContent(annotation),
  };
}

function describeContent(annotation: Annotation): Cells {
  switch (annotation.kind) {
    case 'radio':
      return { answer: annotation.option };
    case 'checklist':
      return { answer: annotation.options.join('; ') };
    case 'free_text':
      return { answer: annotation.text, text: null };
    case 'entity':
      return { start: annotation.start, end: annotation.end };
    case 'relation':
      return { from: annotation.from, to: annotation.to };
    case 'tag':
      return {};
    case 'vector':
      return { shape: JSON.stringify({ angle: annotation.angle, length: annotation.length }) };
    default: {
      const { x, y, width, height } = annotationBox(annotation);
      return { x, y, width, height, ...describeShape(annotation) };
    }
  }
}

/** What of a shape its box does not say. */
function describeShape(annotation: Annotation): Cells {
  switch (annotation.kind) {
    case 'polygon':
      return { points: annotation.rings.map(writePoints).join(' | ') };
    case 'line':
      return { points: writePoints(annotation.path) };
    case 'skeleton':
      return { points: writePoints(annotation.nodes) };
    case 'ellipse':
      return { shape: JSON.stringify(annotation.ellipse) };
    case 'cuboid':
      return { shape: JSON.stringify({ front: annotation.front, back: annotation.back }) };
    default:
      return {};
  }
}

/** Points as `x,y x,y`. */
function writePoints(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x},${y}`).join(' ');
}

/** An answer to a question of a shape or an option: `colour: red (shade: dark)`. */
function describeAnswer(answer: NestedAnswer): string {
  const { class: question } = answer;
  if (answer.kind === 'free_text') return `${question}: ${answer.text}`;
  const chosen = answer.kind === 'radio' ? answer.option : answer.options.join(', ');
  const below = answer.classifications?.map(describeAnswer).join('; ');
  return `${question}: ${chosen}${below ? ` (${below})` : ''}`;
}
