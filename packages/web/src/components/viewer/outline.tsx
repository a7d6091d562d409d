import type { PlacedAnnotation } from '@patchbay/core/annotation/annotation-box.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import type { Rings } from '@patchbay/core/geometry/rings.ts';
import type { SVGProps } from 'react';
import type { Shape } from './shape.ts';

interface OutlineProps {
  shape: Shape;
  /** CSS pixels for a pixel of the image: points are drawn in the same size at every zoom. */
  scale: number;
  colour: string;
  isHighlighted: boolean;
}

/** One shape as lines in the colour of its class. */
export function Outline({
  shape: { annotation, bounds },
  scale,
  colour,
  isHighlighted,
}: OutlineProps) {
  const style = {
    stroke: colour,
    strokeWidth: isHighlighted ? 3 : 2,
    vectorEffect: 'non-scaling-stroke',
    strokeLinejoin: 'round',
    fill: colour,
    fillOpacity: isHighlighted ? 0.3 : 0.1,
    ...(annotation.unknownClass && { strokeDasharray: '6 4' }),
    'data-shape': annotation.kind,
  } as const;
  const radius = (isHighlighted ? 6 : 4.5) / scale;
  switch (annotation.kind) {
    case 'bounding_box':
      return <rect {...annotation.box} {...style} />;
    case 'polygon':
      return <path d={drawRings(annotation.rings)} fillRule="evenodd" {...style} />;
    case 'line':
      return <path d={drawPath(annotation.path)} {...style} fill="none" strokeLinecap="round" />;
    case 'point':
      return (
        <circle
          cx={annotation.point.x}
          cy={annotation.point.y}
          r={radius}
          {...style}
          fillOpacity={0.9}
        />
      );
    case 'ellipse':
      return <EllipseOutline {...annotation.ellipse} style={style} />;
    case 'cuboid':
      return <CuboidOutline {...annotation} style={style} />;
    case 'skeleton':
      return <Joints nodes={annotation.nodes} radius={radius} style={style} />;
    case 'mask':
      // The canvas shows its pixels; the frame only where it is pointed at.
      return isHighlighted ? (
        <rect {...bounds} {...style} fill="none" strokeDasharray="4 3" />
      ) : null;
  }
}

type Style = SVGProps<SVGElement> & { 'data-shape': PlacedAnnotation['kind'] };
type PartOf<Kind> = Extract<PlacedAnnotation, { kind: Kind }>;

function EllipseOutline({
  center,
  radius,
  angle,
  style,
}: PartOf<'ellipse'>['ellipse'] & { style: object }) {
  const degrees = (angle * 180) / Math.PI;
  return (
    <ellipse
      cx={center.x}
      cy={center.y}
      rx={radius.x}
      ry={radius.y}
      transform={`rotate(${degrees} ${center.x} ${center.y})`}
      {...style}
    />
  );
}

/** The front strong, the back fine, and the edges between their corners. */
function CuboidOutline({ front, back, style }: { front: Box; back: Box; style: object }) {
  const edges = corners(front)
    .map((corner, index) => drawPath([corner, corners(back)[index] ?? corner]))
    .join('');
  return (
    <g>
      <rect {...back} {...style} fill="none" strokeWidth={1} />
      <path d={edges} {...style} fill="none" strokeWidth={1} />
      <rect {...front} {...style} />
    </g>
  );
}

/** Joints as dots, hidden ones hollow; their names show when they are pointed at. */
function Joints({
  nodes,
  radius,
  style,
}: {
  nodes: PartOf<'skeleton'>['nodes'];
  radius: number;
  style: Style;
}) {
  return (
    <g>
      {nodes.map(({ x, y, occluded, name }, index) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: joints have no other name
          key={index}
          cx={x}
          cy={y}
          r={radius}
          stroke={style.stroke}
          strokeWidth={style.strokeWidth}
          vectorEffect="non-scaling-stroke"
          fill={occluded ? 'none' : style.fill}
          fillOpacity={0.9}
          data-shape="skeleton"
        >
          {name && <title>{name}</title>}
        </circle>
      ))}
    </g>
  );
}

function corners({ x, y, width, height }: Box): Point[] {
  const [right, bottom] = [x + width, y + height];
  return [
    { x, y },
    { x: right, y },
    { x: right, y: bottom },
    { x, y: bottom },
  ];
}

function drawPath(points: readonly Point[]): string {
  return `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`;
}

function drawRings(rings: Rings): string {
  return rings.map((ring) => `${drawPath(ring)}Z`).join('');
}
