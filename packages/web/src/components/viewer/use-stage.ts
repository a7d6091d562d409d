import { useElementSize, useMergedRef } from '@mantine/hooks';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import {
  type MouseEvent,
  type PointerEvent,
  type RefCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { fitViewport, panBy, toImage, type Viewport, viewportAround, zoomAt } from './viewport.ts';

/** The stage on which an image lies: where it lies, and what moves it. */
export interface Stage {
  readonly ref: RefCallback<HTMLDivElement>;
  readonly viewport: Viewport;
  readonly size: ImageSize;
  readonly isDragged: boolean;
  fit(): void;
  /** Zooms about the middle of the stage. */
  zoom(factor: number): void;
  pan(x: number, y: number): void;
  /** Brings a box of the image into the middle, as near as it is seen whole. */
  zoomTo(box: Box): void;
  /** The point of the stage at which a pointer is. */
  locate(event: MouseEvent): Point;
  /** The place of the image at which a pointer is, in pixels of the image; it may lie outside. */
  locateInImage(event: MouseEvent): Point;
  /** Whether the pointer that was last down moved the image: then it chose nothing. */
  wasDragged(): boolean;
  onPointerDown(event: PointerEvent): void;
  onPointerMove(event: PointerEvent): void;
  onPointerUp(event: PointerEvent): void;
}

/** Who presses a button moves the pointer a little. In CSS pixels. */
const clickTolerance = 4;

/**
 * Zoom by wheel and by two fingers, pan by dragging; the whole image to begin with and on `fit`. Another place,
 * told by its `key`, begins anew.
 */
export function useStage(image: ImageSize, key: unknown): Stage {
  const element = useRef<HTMLDivElement>(null);
  const pointers = useRef(new Map<number, Point>());
  const travelled = useRef(0);
  const { ref: sizeRef, width, height } = useElementSize();
  const [moved, setMoved] = useState<{ key: unknown; viewport: Viewport } | null>(null);
  const [isDragged, setDragged] = useState(false);
  const fitted = useMemo(
    () => fitViewport({ width: image.width, height: image.height }, { width, height }),
    [image.width, image.height, width, height],
  );
  const size = useMemo(() => ({ width, height }), [width, height]);
  const place = (of: typeof moved) => (of && of.key === key ? of.viewport : fitted);
  const viewport = place(moved);
  const move = (change: (viewport: Viewport) => Viewport) =>
    setMoved((current) => ({ key, viewport: change(place(current)) }));

  useWheel(element, (point, factor) => move((current) => zoomAt(current, point, factor)));

  const locate = (event: { clientX: number; clientY: number }) => toLocal(element.current, event);

  function onPointerMove(event: PointerEvent) {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const now = locate(event);
    const others = [...pointers.current].filter(([id]) => id !== event.pointerId);
    pointers.current.set(event.pointerId, now);
    travelled.current += distance(before, now);
    const other = others[0]?.[1];
    if (other) {
      const factor = distance(now, other) / Math.max(1, distance(before, other));
      move((current) => zoomAt(current, other, factor));
    } else move((current) => panBy(current, now.x - before.x, now.y - before.y));
  }

  return {
    ref: useMergedRef(element, sizeRef),
    viewport,
    size,
    isDragged,
    fit: () => setMoved(null),
    zoom: (factor) => move((current) => zoomAt(current, { x: width / 2, y: height / 2 }, factor)),
    pan: (x, y) => move((current) => panBy(current, x, y)),
    zoomTo: (box) => move(() => viewportAround(box, image, { width, height })),
    locate,
    wasDragged: () => travelled.current > clickTolerance,
    locateInImage: (event) => toImage(viewport, locate(event)),
    onPointerDown(event) {
      event.currentTarget.setPointerCapture(event.pointerId);
      if (pointers.current.size === 0) travelled.current = 0;
      pointers.current.set(event.pointerId, locate(event));
      setDragged(true);
    },
    onPointerMove,
    onPointerUp(event) {
      pointers.current.delete(event.pointerId);
      setDragged(pointers.current.size > 0);
    },
  };
}

/** Listens to the wheel itself: React's listener is passive and could not keep the page from scrolling. */
function useWheel(
  element: { current: HTMLDivElement | null },
  onWheel: (point: Point, factor: number) => void,
): void {
  const handler = useRef(onWheel);
  handler.current = onWheel;
  useEffect(() => {
    const stage = element.current;
    if (!stage) return;
    const listen = (event: WheelEvent) => {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      handler.current(toLocal(stage, event), Math.exp(-event.deltaY * lines * 0.0016));
    };
    stage.addEventListener('wheel', listen, { passive: false });
    return () => stage.removeEventListener('wheel', listen);
  }, [element]);
}

function toLocal(element: Element | null, event: { clientX: number; clientY: number }): Point {
  const frame = element?.getBoundingClientRect();
  return { x: event.clientX - (frame?.left ?? 0), y: event.clientY - (frame?.top ?? 0) };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
