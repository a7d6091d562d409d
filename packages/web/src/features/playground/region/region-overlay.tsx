import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import type { Stage } from '../../../components/viewer/use-stage.ts';
import { toStage } from '../../../components/viewer/viewport.ts';
import { handles, placeHandle } from './region.ts';
import classes from './region-overlay.module.css';
import { useRegionDrag } from './use-region-drag.ts';

interface RegionOverlayProps {
  stage: Stage;
  image: ImageSize;
  region: Box | null;
  /** Whether pointers draw; else they move the picture. */
  isDrawing: boolean;
  onChange: (region: Box) => void;
}

/** The region over the picture: all else is darker. The fields beside it do the same by keyboard. */
export function RegionOverlay(props: RegionOverlayProps) {
  const { stage, region, isDrawing } = props;
  const drag = useRegionDrag(props);
  return (
    <svg
      className={classes.overlay}
      data-drawing={isDrawing}
      aria-hidden
      onPointerDown={(event) => drag.begin(event, null)}
      onPointerMove={drag.move}
      onPointerUp={drag.end}
      onPointerCancel={drag.end}
      onClick={drag.click}
    >
      {region && <DrawnRegion box={toStageBox(stage, region)} size={describeSize(region)} />}
      {region &&
        isDrawing &&
        handles.map((handle) => {
          const { x, y } = toStage(stage.viewport, placeHandle(region, handle));
          return (
            <g key={handle} style={{ cursor: `${handle}-resize` }}>
              <rect
                className={classes.reach}
                x={x - reach}
                y={y - reach}
                width={2 * reach}
                height={2 * reach}
                onPointerDown={(event) => drag.begin(event, handle)}
              />
              <rect className={classes.handle} x={x - 5} y={y - 5} width={10} height={10} />
            </g>
          );
        })}
    </svg>
  );
}

/** Half of the square in which a handle is taken hold of, in CSS pixels: fingers are wide. */
const reach = 14;

function DrawnRegion({ box, size }: { box: Box; size: string }) {
  const { x, y, width, height } = box;
  const everything = 'M-9999 -9999H9999V9999H-9999Z';
  return (
    <>
      <path className={classes.shade} d={`${everything}M${x} ${y}h${width}v${height}h${-width}Z`} />
      <rect className={classes.under} {...box} />
      <rect className={classes.edge} {...box} />
      <text className={classes.size} x={x + 4} y={y > 20 ? y - 6 : y + height + 16}>
        {size}
      </text>
    </>
  );
}

function toStageBox({ viewport }: Stage, { x, y, width, height }: Box): Box {
  const start = toStage(viewport, { x, y });
  return { ...start, width: width * viewport.scale, height: height * viewport.scale };
}

function describeSize({ width, height }: Box): string {
  return `${width} × ${height}`;
}
