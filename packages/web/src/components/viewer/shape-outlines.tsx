import type { ClassColours } from '../class-colours.ts';
import classes from './image-viewer.module.css';
import { Outline } from './outline.tsx';
import type { RelationLine } from './relation-lines.ts';
import type { Shape } from './shape.ts';
import type { Viewport } from './viewport.ts';

/** What is needed to draw the shapes of a prediction where the image lies. */
export interface Drawing {
  shapes: readonly Shape[];
  relations: readonly RelationLine[];
  viewport: Viewport;
  colours: ClassColours;
  highlighted: number | null;
}

/** Shapes as lines of the same width at every zoom, and what joins them. */
export function ShapeOutlines({ shapes, relations, viewport, colours, highlighted }: Drawing) {
  const { x, y, scale } = viewport;
  return (
    <svg className={classes.outlines} aria-hidden>
      <title>Shapes</title>
      <defs>
        <marker
          id="relation-end"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M0 0L8 4L0 8Z" fill="context-stroke" />
        </marker>
      </defs>
      <g transform={`translate(${x} ${y}) scale(${scale})`}>
        {shapes.map((shape) => (
          <Outline
            key={shape.index}
            shape={shape}
            scale={scale}
            colour={colours(shape.annotation.class)}
            isHighlighted={shape.index === highlighted}
          />
        ))}
        {relations.map(({ index, name, from, to }) => (
          <line
            key={index}
            x1={from.x}
            y1={from.y}
            x2={to.x}
            y2={to.y}
            stroke={colours(name)}
            strokeWidth={index === highlighted ? 3 : 1.5}
            strokeDasharray="6 3"
            vectorEffect="non-scaling-stroke"
            markerEnd="url(#relation-end)"
            data-shape="relation"
          />
        ))}
      </g>
    </svg>
  );
}
