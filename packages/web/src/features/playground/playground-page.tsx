import { Badge, Stack, Text } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { listFeatures } from '@patchbay/core/ontology/ontology.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { type ReactNode, useMemo } from 'react';
import { assignClassColours } from '../../components/class-colours.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { usePredictionDisplay } from '../../components/viewer/use-prediction-display.ts';
import { AnswerPanel } from './answer-panel.tsx';
import { AskingSection } from './asking-section.tsx';
import { DropArea } from './drop-area.tsx';
import { ExchangeSection } from './exchange-section.tsx';
import classes from './playground-page.module.css';
import { SubjectBar } from './subject-bar.tsx';
import { SubjectView } from './subject-view.tsx';
import { TriesSection } from './tries-section.tsx';
import type { Try } from './try.ts';
import { type Playground, usePlayground } from './use-playground.ts';
import type { DataRowQuery } from './use-subject.ts';

interface PlaygroundPageProps {
  model: ModelView;
  /** Whether the contract of the model has a place for a region. */
  takesRegions: boolean;
  /** The data row of the address; null where it names none. */
  dataRow: DataRowQuery | null;
  parent: ReactNode;
  onDataRow: (id: string | null) => void;
}

/** Asks the model about one thing, as often as wanted, and shows what went over the wire. */
export function PlaygroundPage(props: PlaygroundPageProps) {
  const { model, takesRegions, parent } = props;
  const playground = usePlayground(props);
  const { chosen, tried } = playground;
  const takesImages = model.revision.dataRowTypes.includes('image');
  return (
    <PageFrame
      title="Playground"
      parent={parent}
      badge={
        <Badge variant="default" tt="none">
          {model.revision.protocol}
        </Badge>
      }
      subtitle={
        <Text size="sm" c="dimmed">
          Ask {showControls(model.name)}, revision {model.revision.number}, about one thing at a
          time. Nothing of it is kept.
        </Text>
      }
    >
      <DropArea onFile={takesImages ? chosen.chooseFile : null}>
        <SubjectBar model={model} chosen={chosen} />
        {chosen.error ? <FailureNotice error={chosen.error} /> : null}
        <QuestionAndAnswer {...{ model, playground, takesRegions }} />
      </DropArea>
      {tried.shown && <ExchangeSection shown={tried.shown} />}
      {tried.tries.length > 0 && (
        <TriesSection
          tries={tried.tries}
          shown={tried.shown}
          onShow={playground.goBackTo}
          onForget={tried.forget}
        />
      )}
    </PageFrame>
  );
}

interface QuestionAndAnswerProps {
  model: ModelView;
  playground: Playground;
  takesRegions: boolean;
}

/** What is asked about with what was found in it; beside it the question, and the answer in words. */
function QuestionAndAnswer({ model, playground, takesRegions }: QuestionAndAnswerProps) {
  const { chosen, regions, asking, shownHere } = playground;
  const prediction = shownHere?.answer.prediction ?? null;
  const display = usePredictionDisplay(
    useMemo(
      () => prediction && { id: shownHere?.id ?? '', annotations: prediction.annotations },
      [prediction, shownHere],
    ),
  );
  const colours = useMemo(() => colourClasses(model, prediction), [model, prediction]);
  return (
    <div className={classes.columns}>
      <SubjectView {...{ chosen, display, colours }} regions={takesRegions ? regions : null} />
      <Stack gap="md" miw={0}>
        <AskingSection playground={playground} takesRegions={takesRegions} />
        {asking.error && <FailureNotice error={asking.error} />}
        {shownHere && <AnswerPanel shown={shownHere} display={display} colours={colours} />}
      </Stack>
    </div>
  );
}

function colourClasses(model: ModelView, prediction: Try['answer']['prediction']) {
  return assignClassColours(
    listFeatures(model.revision.ontology).map(({ name }) => name),
    (prediction?.annotations ?? []).map((annotation) => annotation.class),
  );
}
