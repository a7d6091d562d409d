import type { Rings } from '@patchbay/core/geometry/rings.ts';
import type { ClassColours } from '../../components/class-colours.ts';
import classes from './image-viewer.module.css';
import type { Shape } from './shape.ts';
import type { Viewport } from './viewport.ts';

/** What is needed to draw the shapes of a prediction where the image lies. */
export interface Drawing {
  shapes: readonly Shape[];
  viewport: Viewport;
  colours: ClassColours;
  highlighted: number | null;
}

/** Boxes and polygons as lines of the same width at every zoom. */
export function ShapeOutlines({ shapes, viewport, colours, highlighted }: Drawing) {
  const { x, y, scale } = viewport;
  return (
    <svg className={classes.outlines} aria-hidden>
      <title>Shapes</title>
      <g transform={`translate(${x} ${y}) scale(${scale})`}>
        {shapes.map((shape) => (
          <Outline
            key={shape.index}
            shape={shape}
            colour={colours(shape.annotation.class)}
            isHighlighted={shape.index === highlighted}
          />
        ))}
      </g>
    </svg>
  );
}

interface OutlineProps {
  shape: Shape;
  colour: string;
  isHighlighted: boolean;
}

function Outline({ shape: { annotation, bounds }, colour, isHighlighted }: OutlineProps) {
  const style = {
    stroke: colour,
    strokeWidth: isHighlighted ? 3 : 2,
    vectorEffect: 'non-scaling-stroke',
    strokeLinejoin: 'round',
    fill: colour,
    fillOpacity: isHighlighted ? 0.3 : 0.1,
    ...(annotation.unknownClass && { strokeDasharray: '6 4' }),
  } as const;
  switch (annotation.kind) {
    case 'bounding_box':
      return <rect {...annotation.box} {...style} data-shape="bounding_box" />;
    case 'polygon':
      return (
        <path d={drawRings(annotation.rings)} fillRule="evenodd" {...style} data-shape="polygon" />
      );
    case 'mask':
      // The canvas shows its pixels; the frame only where it is pointed at.
      return isHighlighted ? (
        <rect {...bounds} {...style} fill="none" strokeDasharray="4 3" />
      ) : null;
  }
}

function drawRings(rings: Rings): string {
  return rings.map((ring) => `M${ring.map(({ x, y }) => `${x} ${y}`).join('L')}Z`).join('');
}
