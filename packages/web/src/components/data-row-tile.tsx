import type { DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import type { ReactNode } from 'react';
import { assetUrl } from '../api/upload.ts';
import classes from './data-row-tile.module.css';

interface DataRowTileProps {
  dataRow: DataRowView;
  /** What lies over the picture: what was found in it. */
  overlay?: ReactNode;
  /** What stands in the corner of the picture. */
  corner?: ReactNode;
  /** The line below the picture: the name, or a link that covers the tile. */
  caption: ReactNode;
  note?: ReactNode;
  /** How many pixels the picture is asked for with. */
  thumbnailPixels?: number;
}

/** A data row in a grid: the picture, the first frame, or the beginning of the text. */
export function DataRowTile(props: DataRowTileProps) {
  const { dataRow, overlay, corner, caption, note, thumbnailPixels = 240 } = props;
  return (
    <article className={classes.tile}>
      <div className={classes.preview}>
        {dataRow.type === 'image' || dataRow.type === 'video' ? (
          <img src={assetUrl(dataRow.id, thumbnailPixels)} alt="" loading="lazy" decoding="async" />
        ) : (
          <p className={classes.excerpt}>{dataRow.excerpt && showControls(dataRow.excerpt)}</p>
        )}
        {overlay}
        {corner && <div className={classes.corner}>{corner}</div>}
      </div>
      <div className={classes.caption}>
        <p className={classes.name} title={showControls(dataRow.globalKey)}>
          {caption}
        </p>
        {note && <div className={classes.note}>{note}</div>}
      </div>
    </article>
  );
}
