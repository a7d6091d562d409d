import { Text } from '@mantine/core';
import type { ContentPart } from '@patchbay/core/data-row/content-part.ts';
import type { Turn } from '@patchbay/core/data-row/conversation.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { imageUrl } from '../../api/upload.ts';
import type { ClassColours } from '../class-colours.ts';
import classes from './conversation-viewer.module.css';
import type { IndexedAnnotation } from './visible-annotations.ts';

interface ConversationViewerProps {
  dataRowId: string;
  turns: readonly Turn[];
  /** What the model answered; its words follow the last turn. */
  answers: readonly IndexedAnnotation[];
  colours: ClassColours;
}

/** A conversation as people know it: what the user says on the right, the answers on the left. */
export function ConversationViewer(props: ConversationViewerProps) {
  const { dataRowId, turns, answers, colours } = props;
  return (
    <ol className={classes.turns}>
      {turns.map((turn, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: turns never change places
          key={index}
          className={classes.turn}
          data-role={turn.role}
        >
          <Text size="xs" c="dimmed">
            {showControls(turn.name ?? turn.role)}
          </Text>
          <ContentParts dataRowId={dataRowId} parts={turn.parts} />
        </li>
      ))}
      {answers.map(
        ({ annotation, index }) =>
          annotation.kind === 'free_text' && (
            <li
              key={`answer ${index}`}
              className={classes.turn}
              data-role="assistant"
              style={{ borderColor: colours(annotation.class), borderWidth: 2 }}
            >
              <Text size="xs" c="dimmed">
                {showControls(annotation.class)}, as the model answered
              </Text>
              <p className={classes.words}>{showControls(annotation.text)}</p>
            </li>
          ),
      )}
    </ol>
  );
}

interface ContentPartsProps {
  dataRowId: string;
  parts: readonly ContentPart[];
}

/** Words and images in their order. */
export function ContentParts({ dataRowId, parts }: ContentPartsProps) {
  return parts.map((part, index) =>
    part.type === 'text' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts never change places
      <p key={index} className={classes.words}>
        {showControls(part.text)}
      </p>
    ) : (
      <img
        // biome-ignore lint/suspicious/noArrayIndexKey: parts never change places
        key={index}
        className={classes.image}
        src={imageUrl(dataRowId, part.asset.hash, 640)}
        alt=""
        loading="lazy"
      />
    ),
  );
}
