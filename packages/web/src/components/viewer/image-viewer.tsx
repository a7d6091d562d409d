import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { type PointerEvent, type ReactNode, useEffect, useMemo } from 'react';
import type { ClassColours } from '../class-colours.ts';
import type { PictureSource } from './bitmap-picture.tsx';
import classes from './image-viewer.module.css';
import { createMaskPainter } from './mask-painter.ts';
import { listRelationLines } from './relation-lines.ts';
import { listShapes, type Shape } from './shape.ts';
import { ShapeCanvas } from './shape-canvas.tsx';
import { createShapeGrid } from './shape-grid.ts';
import { ShapeLabels } from './shape-labels.tsx';
import { StageControls } from './stage-controls.tsx';
import { panByKey, useStageKeys } from './stage-keys.ts';
import { StagePicture } from './stage-picture.tsx';
import type { AnnotationFocus } from './use-annotation-focus.ts';
import { type Stage, useStage } from './use-stage.ts';
import type { IndexedAnnotation } from './visible-annotations.ts';

interface ImageViewerProps {
  /** What the image is called. */
  name: string;
  image: ImageSize;
  /** Its pixels, upright. */
  source: PictureSource;
  /** What it is a picture of: zoom and place stay while this does, as from frame to frame. Left out: its pixels. */
  place?: unknown;
  annotations: readonly IndexedAnnotation[];
  colours: ClassColours;
  focus: AnnotationFocus;
  /** What lies above the shapes over the whole stage, and may take the pointer: a region that is drawn. */
  overlay?: (stage: Stage) => ReactNode;
}

/** An image with what a model drew on it; it can be zoomed, moved and pointed at. */
export function ImageViewer(props: ImageViewerProps) {
  const { name, image, source, place = source, annotations, colours, focus } = props;
  const stage = useStage(image, place);
  const { shapes, relations, grid } = useShapes(annotations);
  const masks = useMaskPainter(source);
  const strong = useStrong(shapes, focus);
  const selected = shapes.find(({ index }) => index === focus.selected);
  const zoomToSelected = () => selected && stage.zoomTo(selected.bounds);
  useStageKeys(stage, { zoomToSelected, clear: () => focus.select(null) });
  useReveal(shapes, focus, stage);

  const find = (event: PointerEvent | React.MouseEvent) =>
    grid().find(stage.locateInImage(event), reach / stage.viewport.scale)?.index ?? null;
  function point(event: PointerEvent) {
    stage.onPointerMove(event);
    if (!stage.isDragged) focus.highlight(find(event));
  }
  const drawing = { viewport: stage.viewport, size: stage.size, colours, masks };
  const strongRelations = relations.filter(
    ({ index }) => index === focus.highlighted || index === focus.selected,
  );

  return (
    <div className={classes.frame}>
      <div
        ref={stage.ref}
        className={classes.stage}
        role="application"
        aria-label={`Image ${showControls(name)}. Plus and minus zoom, 0 fits, shift and arrows move. What is drawn on it stands in the list of annotations.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: moved by keyboard
        tabIndex={0}
        data-dragged={stage.isDragged}
        data-pointing={focus.highlighted !== null}
        onKeyDown={(event) => panByKey(event, stage)}
        onPointerDown={stage.onPointerDown}
        onPointerMove={point}
        onPointerUp={stage.onPointerUp}
        onPointerCancel={stage.onPointerUp}
        onPointerLeave={() => focus.highlight(null)}
        onClick={(event) => stage.wasDragged() || focus.select(find(event))}
        onDoubleClick={(event) => (find(event) === null ? stage.fit() : zoomToSelected())}
      >
        <StagePicture name={name} image={image} source={source} viewport={stage.viewport} />
        <ShapeCanvas {...drawing} shapes={shapes} relations={relations} isStrong={false} />
        <ShapeCanvas {...drawing} shapes={strong} relations={strongRelations} isStrong />
        <ShapeLabels {...drawing} shapes={shapes} strong={strong} />
        {props.overlay?.(stage)}
      </div>
      <StageControls stage={stage} onZoomToSelected={selected ? zoomToSelected : null} />
    </div>
  );
}

/** How far from a line or a point it is still pointed at, in CSS pixels. */
const reach = 6;

/** The shapes that are shown; they are sorted by their places when somebody first points at them. */
function useShapes(annotations: readonly IndexedAnnotation[]) {
  return useMemo(() => {
    const shapes = listShapes(annotations);
    const relations = listRelationLines(annotations, shapes);
    let grid: ReturnType<typeof createShapeGrid> | undefined;
    return { shapes, relations, grid: () => (grid ??= createShapeGrid(shapes)) };
  }, [annotations]);
}

/** The shapes that are pointed at, the same list for as long as they are the same ones. */
function useStrong(shapes: readonly Shape[], { highlighted, selected }: AnnotationFocus) {
  return useMemo(
    () => shapes.filter(({ index }) => index === highlighted || index === selected),
    [shapes, highlighted, selected],
  );
}

/** Paints the masks of a picture; their memory is given back when it leaves the page. */
function useMaskPainter(source: PictureSource) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one for each picture
  const painter = useMemo(createMaskPainter, [source]);
  useEffect(() => () => painter.forget(), [painter]);
  return painter;
}

/** Brings a shape into view when the list asks for it. */
function useReveal(shapes: readonly Shape[], { revealed }: AnnotationFocus, stage: Stage): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once each time that it is asked
  useEffect(() => {
    const shape = revealed && shapes.find(({ index }) => index === revealed.index);
    if (shape) stage.zoomTo(shape.bounds);
  }, [revealed]);
}
