import { Alert, NumberInput, Paper, Stack, Switch, Textarea } from '@mantine/core';
import type { VideoFacts } from '@patchbay/core/data-row/data-row.ts';
import { IconFlask } from '@tabler/icons-react';
import type { ClassColours } from '../../components/class-colours.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { DataRowViewer } from '../../components/viewer/data-row-viewer.tsx';
import { ImageViewer } from '../../components/viewer/image-viewer.tsx';
import { TextViewer } from '../../components/viewer/text-viewer.tsx';
import type { PredictionDisplay } from '../../components/viewer/use-prediction-display.ts';
import classes from './playground-page.module.css';
import { RegionOverlay } from './region/region-overlay.tsx';
import type { RegionChoice } from './region/use-region.ts';
import { pictureOf, type Subject } from './subject.ts';
import type { ChosenSubject } from './use-subject.ts';

interface SubjectViewProps {
  chosen: ChosenSubject;
  display: PredictionDisplay;
  colours: ClassColours;
  /** Null where the contract of the model has no place for a region. */
  regions: RegionChoice | null;
}

/** What the model is asked about, with what it said drawn on it. */
export function SubjectView({ chosen, display, colours, regions }: SubjectViewProps) {
  const { subject } = chosen;
  const picture = pictureOf(subject);
  const drawing = {
    annotations: display.marked,
    colours,
    focus: display.focus,
  };
  if (!subject) return chosen.isLoading ? <LoadingLines /> : <NoSubject />;
  if (subject.kind === 'text') {
    return <TypedText subject={subject} chosen={chosen} viewer={drawing} />;
  }
  if (picture) {
    return (
      <Stack gap="sm" miw={0}>
        <div className={classes.stage}>
          <ImageViewer
            key={picture.name}
            {...picture}
            {...drawing}
            {...(regions && {
              overlay: (stage) => (
                <RegionOverlay
                  stage={stage}
                  image={picture.image}
                  region={regions.region}
                  isDrawing={regions.isDrawing}
                  onChange={regions.setRegion}
                />
              ),
            })}
          />
        </div>
        <FrameChoice subject={subject} onFrame={chosen.chooseFrame} />
      </Stack>
    );
  }
  if (subject.kind === 'file') {
    return (
      <Alert color="yellow" variant="light" title="This browser cannot draw the file">
        It may be damaged, or of a type that browsers do not know, such as TIFF. The model can be
        asked about it all the same; import it into a dataset to see it.
      </Alert>
    );
  }
  return (
    <Stack gap="sm" miw={0}>
      <DataRowViewer row={subject.row} display={display} colours={colours} />
      <FrameChoice subject={subject} onFrame={chosen.chooseFrame} />
    </Stack>
  );
}

function NoSubject() {
  return (
    <div className={classes.empty}>
      <EmptyState icon={<IconFlask size={26} />} title="Nothing is chosen yet">
        Choose above what the model is to be asked about. What it says is drawn here, and what went
        over the wire stands below.
      </EmptyState>
    </div>
  );
}

interface TypedTextProps {
  subject: Subject & { kind: 'text' };
  chosen: ChosenSubject;
  viewer: Omit<Parameters<typeof TextViewer>[0], 'text'>;
}

/** A text to type into, and below it what was found in it. */
function TypedText({ subject, chosen, viewer }: TypedTextProps) {
  const { text, type } = subject;
  return (
    <Stack gap="sm" miw={0}>
      <Textarea
        label={type === 'text' ? 'Text' : 'Source of the page'}
        placeholder={type === 'text' ? 'Type or paste a text …' : '<p>Type or paste a page …</p>'}
        autosize
        minRows={6}
        maxRows={18}
        value={text}
        onChange={(event) => chosen.type(event.currentTarget.value, type)}
      />
      {viewer.annotations.some(({ annotation }) => annotation.kind === 'entity') && (
        <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" aria-label="Marked text">
          <TextViewer text={text} {...viewer} />
        </Paper>
      )}
    </Stack>
  );
}

interface FrameChoiceProps {
  subject: Subject;
  onFrame: (frame: number | null) => void;
}

/** Which frame of a video is meant; nothing where it is none. */
function FrameChoice({ subject, onFrame }: FrameChoiceProps) {
  const video: VideoFacts | null = subject.kind === 'data-row' ? subject.row.dataRow.video : null;
  if (subject.kind !== 'data-row' || !video) return null;
  const { frame } = subject;
  return (
    <Stack gap="xs">
      <Switch
        label="Ask about one frame, as an image"
        description="Switched off, the model is given the video as its connection says."
        checked={frame !== null}
        onChange={(event) => onFrame(event.currentTarget.checked ? 0 : null)}
      />
      {frame !== null && (
        <NumberInput
          label="Frame"
          description={`0 to ${video.frameCount - 1}`}
          maw={200}
          min={0}
          max={video.frameCount - 1}
          clampBehavior="strict"
          allowDecimal={false}
          value={frame}
          onChange={(value) => typeof value === 'number' && onFrame(value)}
        />
      )}
    </Stack>
  );
}
