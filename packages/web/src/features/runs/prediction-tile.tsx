import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import type { ReactNode } from 'react';
import type { ClassColours } from '../../components/class-colours.ts';
import { CoverLink } from '../../components/cover-link.tsx';
import { DataRowTile } from '../../components/data-row-tile.tsx';
import { ShapeThumbnail } from '../../components/shape-thumbnail.tsx';
import type { ItemFilter } from './item-filter.ts';

interface PredictionTileProps {
  runId: string;
  itemId: string;
  /** That of the list in which the tile stands: from its item one goes on in it. */
  filter?: ItemFilter;
  dataRow: DataRowView;
  /** Those that are to be seen. */
  annotations: readonly Annotation[];
  colours: ClassColours;
  corner?: ReactNode;
  note: ReactNode;
}

/** A data row with what was found drawn over it; leads to its item. */
export function PredictionTile(props: PredictionTileProps) {
  const { runId, itemId, filter, dataRow, annotations, colours, corner, note } = props;
  return (
    <DataRowTile
      dataRow={dataRow}
      overlay={
        dataRow.image &&
        annotations.length > 0 && (
          <ShapeThumbnail annotations={annotations} image={dataRow.image} colours={colours} />
        )
      }
      corner={corner}
      caption={
        <CoverLink to="/runs/$runId/items/$itemId" params={{ runId, itemId }} search={filter}>
          {showControls(dataRow.globalKey)}
        </CoverLink>
      }
      note={note}
    />
  );
}

/** What was found, in a line: `3 crates, 1 label`, answers with what was answered. */
export function describeFound(annotations: readonly Annotation[], mostClasses = 3): string {
  const counts = new Map<string, number>();
  for (const annotation of annotations) {
    const name = nameOf(annotation);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const named = [...counts].sort(([, one], [, other]) => other - one);
  const shown = named
    .slice(0, mostClasses)
    .map(([name, count]) => (count === 1 ? name : `${name} × ${count.toLocaleString()}`));
  const rest = named.length - shown.length;
  return showControls([...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', '));
}

function nameOf(annotation: Annotation): string {
  switch (annotation.kind) {
    case 'radio':
      return `${annotation.class}: ${annotation.option}`;
    case 'checklist':
      return `${annotation.class}: ${annotation.options.join(' + ')}`;
    case 'free_text':
      return `${annotation.class}: ${annotation.text}`;
    case 'entity':
      return `${annotation.class} “${annotation.text}”`;
    default:
      return annotation.class;
  }
}
