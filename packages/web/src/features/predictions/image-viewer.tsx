import type { DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { type KeyboardEvent, type PointerEvent, useMemo } from 'react';
import { uprightUrl } from '../../api/upload.ts';
import type { ClassColours } from '../../components/class-colours.ts';
import classes from './image-viewer.module.css';
import { MaskCanvas } from './mask-canvas.tsx';
import { listRelationLines } from './relation-lines.ts';
import { createShape, findShapeAt, isPlaced } from './shape.ts';
import { ShapeLabels } from './shape-labels.tsx';
import { ShapeOutlines } from './shape-outlines.tsx';
import { StageControls } from './stage-controls.tsx';
import { useStage } from './use-stage.ts';
import { toImage } from './viewport.ts';
import type { IndexedAnnotation } from './visible-annotations.ts';

interface ImageViewerProps {
  dataRow: DataRowView;
  image: ImageSize;
  /** Address of the pixels; that of the data row's file where it is left out. */
  source?: string;
  annotations: readonly IndexedAnnotation[];
  colours: ClassColours;
  highlighted: number | null;
  onHighlight: (index: number | null) => void;
}

/** An image with what a model drew on it; it can be zoomed, moved and pointed at. */
export function ImageViewer(props: ImageViewerProps) {
  const { dataRow, image, annotations, colours, highlighted, onHighlight } = props;
  const { source = uprightUrl(dataRow.id) } = props;
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
      const place = toImage(stage.viewport, stage.locate(event));
      onHighlight(findShapeAt(shapes, place, reach / scale)?.index ?? null);
    }
  }

  return (
    <div className={classes.frame}>
      <div
        ref={stage.ref}
        className={classes.stage}
        role="application"
        aria-label={`Image ${showControls(dataRow.globalKey)}. Plus and minus zoom, 0 fits, shift and arrows move.`}
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
          <img src={source} alt={showControls(dataRow.globalKey)} {...image} draggable={false} />
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
      </div>
      <StageControls stage={stage} />
    </div>
  );
}

/** How far from a line or a point it is still pointed at, in CSS pixels. */
const reach = 6;

const panStep = 60;

function moveByKey(event: KeyboardEvent, stage: ReturnType<typeof useStage>): void {
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
