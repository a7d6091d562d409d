import { Paper } from '@mantine/core';
import type { ItemDetail } from '@patchbay/core/api/item-routes.ts';
import type { ClassColours } from '../../components/class-colours.ts';
import { ConversationViewer } from './conversation-viewer.tsx';
import { ImageViewer } from './image-viewer.tsx';
import classes from './item-page.module.css';
import { TextViewer } from './text-viewer.tsx';
import type { PredictionDisplay } from './use-prediction-display.ts';
import { VideoViewer } from './video-viewer.tsx';

interface DataRowViewerProps {
  item: ItemDetail;
  display: PredictionDisplay;
  colours: ClassColours;
}

/** The data row itself with what was found in it, by its type. */
export function DataRowViewer({ item, display, colours }: DataRowViewerProps) {
  const viewing = {
    annotations: display.marked,
    colours,
    highlighted: display.highlighted,
    onHighlight: display.highlight,
  };
  const { dataRow } = item;
  if (dataRow.type === 'image' && dataRow.image) {
    return (
      <div className={classes.stage} data-failed={item.problem !== null}>
        <ImageViewer key={dataRow.id} dataRow={dataRow} image={dataRow.image} {...viewing} />
      </div>
    );
  }
  if (dataRow.video) {
    return <VideoViewer key={dataRow.id} dataRow={dataRow} video={dataRow.video} {...viewing} />;
  }
  if (item.turns) {
    return (
      <Paper withBorder p={{ base: 'md', sm: 'xl' }} component="section" aria-label="Conversation">
        <ConversationViewer dataRowId={dataRow.id} turns={item.turns} />
      </Paper>
    );
  }
  return (
    <Paper withBorder p={{ base: 'md', sm: 'xl' }} component="section" aria-label="Text">
      <TextViewer text={item.text ?? dataRow.excerpt ?? ''} {...viewing} />
    </Paper>
  );
}
