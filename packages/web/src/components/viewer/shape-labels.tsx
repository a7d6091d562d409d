import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { formatConfidence } from './format-confidence.ts';
import classes from './image-viewer.module.css';
import type { Drawing } from './shape-outlines.tsx';
import { isOnStage, toStage } from './viewport.ts';

/** With more shapes than this, only the one that is pointed at bears its name. */
const mostLabels = 60;

/** In CSS pixels. */
const labelHeight = 18;

/** Shapes whose places are drawn as dots, which a label must not hide. In CSS pixels. */
const hasDots: ReadonlySet<string> = new Set(['point', 'skeleton', 'line']);
const dotRadius = 7;

/** Names and confidences at the upper edges of shapes, in the same size at every zoom. */
export function ShapeLabels({ size, ...drawing }: Drawing & { size: ImageSize }) {
  const { shapes, viewport, colours, highlighted } = drawing;
  const onStage = shapes.filter((shape) => isOnStage(viewport, shape.bounds, size));
  const labelled = onStage.filter(
    (shape) => onStage.length <= mostLabels || shape.index === highlighted,
  );
  return labelled.map(({ index, annotation, bounds }) => {
    const at = toStage(
      viewport,
      annotation.kind === 'line' ? (annotation.path[0] ?? bounds) : bounds,
    );
    const room = labelHeight + (hasDots.has(annotation.kind) ? dotRadius : 0);
    // Above the shape; inside it where that would be outside the stage.
    const y = at.y >= room ? at.y - room : Math.max(at.y, 0) + 1;
    const { class: name, confidence } = annotation;
    return (
      <span
        key={index}
        className={classes.label}
        style={{
          background: colours(name),
          transform: `translate(${Math.max(0, at.x - 1)}px, ${y}px)`,
          zIndex: index === highlighted ? 2 : 1,
        }}
      >
        {showControls(name)} {confidence !== null && formatConfidence(confidence)}
      </span>
    );
  });
}
