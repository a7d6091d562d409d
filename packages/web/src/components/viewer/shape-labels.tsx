import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { boxArea } from '@patchbay/core/geometry/box.ts';
import { type ClassColours, inkOn } from '../class-colours.ts';
import classes from './image-viewer.module.css';
import { labelText, measureLabel } from './label-text.ts';
import { placeLabels } from './place-labels.ts';
import type { Shape } from './shape.ts';
import { boxOnStage, isOnStage, type Viewport } from './viewport.ts';

interface ShapeLabelsProps {
  shapes: readonly Shape[];
  /** Those that are pointed at: they bear their names in any crowd. */
  strong: readonly Shape[];
  viewport: Viewport;
  size: ImageSize;
  colours: ClassColours;
}

/** Where more shapes than this are on the stage, only what is pointed at bears its name: labels would hide them. */
const crowd = 250;

/** Shapes whose places are drawn as dots or thin lines, which a label must not hide, and by how much it stands off. */
const thinKinds: ReadonlySet<string> = new Set(['point', 'skeleton', 'line']);
const standOff = 8;

/** Names and confidences beside shapes, in the same size at every zoom; none covers another. */
export function ShapeLabels({ shapes, strong, viewport, size, colours }: ShapeLabelsProps) {
  const isSeen = ({ bounds }: Shape) => isOnStage(viewport, bounds, size);
  const onStage = shapes.filter(isSeen);
  // Thousands of shapes are not even put in order: a slider moves over them.
  const ranked = onStage.length > crowd ? [] : onStage.sort(bySureness);
  const named = new Set([...strong.filter(isSeen), ...ranked]);
  const labels = [...named].map((shape) => wantLabel(shape, viewport, strong.includes(shape)));
  return placeLabels(labels, size).map(({ label: { shape, text, isForced }, x, y }) => {
    const colour = colours(shape.annotation.class);
    return (
      <span
        key={shape.index}
        className={classes.label}
        data-other={shape.isOther}
        style={{
          background: colour,
          color: inkOn(colour),
          opacity: isForced ? 1 : shape.opacity,
          transform: `translate(${x}px, ${y}px)`,
          zIndex: isForced ? 2 : 1,
        }}
      >
        {text}
      </span>
    );
  });
}

function wantLabel(shape: Shape, viewport: Viewport, isForced: boolean) {
  const { x, y, width, height } = boxOnStage(viewport, shape.bounds);
  const room = thinKinds.has(shape.annotation.kind) ? standOff : 0;
  const around = { x: x - room, y: y - room, width: width + 2 * room, height: height + 2 * room };
  const text = labelText(shape.annotation);
  return { shape, text, around, width: measureLabel(text), isForced };
}

/** The surest first; of equal ones the largest, whose label has the most room. */
function bySureness(one: Shape, other: Shape): number {
  return (
    other.opacity - one.opacity ||
    (other.annotation.confidence ?? 0) - (one.annotation.confidence ?? 0) ||
    boxArea(other.bounds) - boxArea(one.bounds)
  );
}
