import { Paper } from '@mantine/core';
import type { DataRowContent, DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import { uprightUrl } from '../../api/upload.ts';
import type { ClassColours } from '../class-colours.ts';
import { ConversationViewer } from './conversation-viewer.tsx';
import classes from './data-row-viewer.module.css';
import { ImageViewer } from './image-viewer.tsx';
import { TextViewer } from './text-viewer.tsx';
import type { PredictionDisplay } from './use-prediction-display.ts';
import { VideoViewer } from './video-viewer.tsx';
import type { IndexedAnnotation } from './visible-annotations.ts';

/** A data row with the whole of what it says: as an item has it, or the answer about a data row. */
export interface ViewedRow extends Pick<DataRowContent, 'text' | 'turns'> {
  readonly dataRow: DataRowView;
}

interface DataRowViewerProps {
  row: ViewedRow;
  display: Pick<PredictionDisplay, 'marked' | 'isHidden' | 'focus'> &
    Partial<Pick<PredictionDisplay, 'answers'>>;
  colours: ClassColours;
  /** Leaves room for what is as important as the picture. */
  isLow?: boolean;
}

const nothing: readonly IndexedAnnotation[] = [];

/** The data row itself with what was found in it, by its type. */
export function DataRowViewer({ row, display, colours, isLow = false }: DataRowViewerProps) {
  const viewing = {
    annotations: display.isHidden ? nothing : display.marked,
    colours,
    focus: display.focus,
  };
  const { dataRow } = row;
  if (dataRow.type === 'image' && dataRow.image) {
    return (
      <div className={classes.stage} data-low={isLow}>
        <ImageViewer
          name={dataRow.globalKey}
          image={dataRow.image}
          source={uprightUrl(dataRow.id)}
          {...viewing}
        />
      </div>
    );
  }
  if (dataRow.video) {
    return <VideoViewer key={dataRow.id} dataRow={dataRow} video={dataRow.video} {...viewing} />;
  }
  if (row.turns) {
    return (
      <Paper withBorder p={{ base: 'md', sm: 'xl' }} component="section" aria-label="Conversation">
        <ConversationViewer
          dataRowId={dataRow.id}
          turns={row.turns}
          answers={display.isHidden ? nothing : (display.answers ?? nothing)}
          colours={colours}
        />
      </Paper>
    );
  }
  return (
    <Paper withBorder p={{ base: 'md', sm: 'xl' }} component="section" aria-label="Text">
      <TextViewer text={row.text ?? dataRow.excerpt ?? ''} {...viewing} />
    </Paper>
  );
}
