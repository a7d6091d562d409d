import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo } from 'react';
import type { ClassColours } from '../class-colours.ts';
import classes from './image-viewer.module.css';
import { MaskCanvas } from './mask-canvas.tsx';
import { listRelationLines } from './relation-lines.ts';
import { createShape, findShapeAt, isPlaced } from './shape.ts';
import { ShapeLabels } from './shape-labels.tsx';
import { ShapeOutlines } from './shape-outlines.tsx';
import { StageControls } from './stage-controls.tsx';
import { type Stage, useStage } from './use-stage.ts';
import type { IndexedAnnotation } from './visible-annotations.ts';

interface ImageViewerProps {
  /** What the image is called. */
  name: string;
  image: ImageSize;
  /** Address of its pixels, upright. */
  source: string;
  annotations: readonly IndexedAnnotation[];
  colours: ClassColours;
  highlighted: number | null;
  onHighlight: (index: number | null) => void;
  /** What lies above the shapes over the whole stage, and may take the pointer: a region that is drawn. */
  overlay?: (stage: Stage) => ReactNode;
}

/** An image with what a model drew on it; it can be zoomed, moved and pointed at. */
export function ImageViewer(props: ImageViewerProps) {
  const { name, image, source, annotations, colours, highlighted, onHighlight } = props;
  const stage = useStage(image);
  const shapes = useMemo(
    () =>
      annotations.flatMap(({ annotation, index }) =>
        isPlaced(annotation) ? [createShape(annotation, index)] : [],
      ),
    [annotations],
  );
  const relations = useMemo(() => listRelationLines(annotations, shapes), [annotations, shapes]);
  const { scale, x, y } = stage.viewport;
  const drawing = { shapes, relations, viewport: stage.viewport, colours, highlighted };

  function point(event: PointerEvent) {
    stage.onPointerMove(event);
    if (!stage.isDragged) {
      const place = stage.locateInImage(event);
      onHighlight(findShapeAt(shapes, place, reach / scale)?.index ?? null);
    }
  }

  return (
    <div className={classes.frame}>
      <div
        ref={stage.ref}
        className={classes.stage}
        role="application"
        aria-label={`Image ${showControls(name)}. Plus and minus zoom, 0 fits, shift and arrows move.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: moved by keyboard
        tabIndex={0}
        data-dragged={stage.isDragged}
        onKeyDown={(event) => moveByKey(event, stage)}
        onPointerDown={stage.onPointerDown}
        onPointerMove={point}
        onPointerUp={stage.onPointerUp}
        onPointerCancel={stage.onPointerUp}
        onPointerLeave={() => onHighlight(null)}
        onDoubleClick={stage.fit}
      >
        <div
          className={classes.picture}
          style={{ ...image, transform: `translate(${x}px, ${y}px) scale(${scale})` }}
          data-enlarged={scale > 3}
        >
          <img src={source} alt={showControls(name)} {...image} draggable={false} />
          {shapes.map((shape) =>
            shape.annotation.kind === 'mask' ? (
              <MaskCanvas
                key={shape.index}
                mask={shape.annotation.mask}
                bounds={shape.bounds}
                colour={colours(shape.annotation.class)}
                isHighlighted={highlighted === shape.index}
              />
            ) : null,
          )}
        </div>
        <ShapeOutlines {...drawing} />
        <ShapeLabels {...drawing} size={stage.size} />
        {props.overlay?.(stage)}
      </div>
      <StageControls stage={stage} />
    </div>
  );
}

/** How far from a line or a point it is still pointed at, in CSS pixels. */
const reach = 6;

const panStep = 60;

function moveByKey(event: KeyboardEvent, stage: Stage): void {
  const moves: { [key: string]: () => void } = {
    '+': () => stage.zoom(1.25),
    '=': () => stage.zoom(1.25),
    '-': () => stage.zoom(0.8),
    '0': stage.fit,
    ...(event.shiftKey && {
      ArrowLeft: () => stage.pan(panStep, 0),
      ArrowRight: () => stage.pan(-panStep, 0),
      ArrowUp: () => stage.pan(0, panStep),
      ArrowDown: () => stage.pan(0, -panStep),
    }),
  };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  move();
}
