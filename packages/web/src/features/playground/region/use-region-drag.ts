import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import { type MouseEvent, type PointerEvent, useRef } from 'react';
import type { Stage } from '../../../components/viewer/use-stage.ts';
import { boxBetween, contains, type Handle, moveBox, resizeBox } from './region.ts';

interface RegionDragParts {
  readonly stage: Stage;
  readonly image: ImageSize;
  readonly region: Box | null;
  readonly onChange: (region: Box) => void;
}

/** Makes of a place to which a pointer was moved the region that it means. */
type Drag = (place: Point) => Box;

/** So far a pointer has to go before something is drawn, in CSS pixels: less is a click. */
const leastDistance = 4;

/** Draws, moves and resizes a region by a pointer: a mouse, a pen or one finger. */
export function useRegionDrag({ stage, image, region, onChange }: RegionDragParts) {
  const drag = useRef<{ begunAt: Point; isUnderWay: boolean; follow: Drag } | null>(null);
  const hasDrawn = useRef(false);

  function begin(event: PointerEvent, handle: Handle | null): void {
    if (event.button !== 0 || drag.current) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const begunAt = stage.locateInImage(event);
    drag.current = { begunAt: stage.locate(event), isUnderWay: false, follow: follow(begunAt) };

    function follow(start: Point): Drag {
      if (region && handle) return (place) => resizeBox(region, handle, place, image);
      if (region && contains(region, start)) {
        return ({ x, y }) => moveBox(region, { x: x - start.x, y: y - start.y }, image);
      }
      return (place) => boxBetween(start, place, image);
    }
  }

  return {
    begin,
    move(event: PointerEvent): void {
      if (!drag.current) return;
      event.stopPropagation();
      const { begunAt, isUnderWay, follow } = drag.current;
      const now = stage.locate(event);
      const distance = Math.hypot(now.x - begunAt.x, now.y - begunAt.y);
      if (!isUnderWay && distance < leastDistance) return;
      drag.current.isUnderWay = true;
      onChange(follow(stage.locateInImage(event)));
    },
    end(event: PointerEvent): void {
      if (!drag.current) return;
      event.stopPropagation();
      hasDrawn.current = drag.current.isUnderWay;
      drag.current = null;
    },
    /** The click that ends a drawing chooses no annotation below it. */
    click(event: MouseEvent): void {
      if (hasDrawn.current) event.stopPropagation();
      hasDrawn.current = false;
    },
  };
}
