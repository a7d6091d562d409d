import { Paper, Stack, Text } from '@mantine/core';
import type { TrialAnswer } from '@patchbay/core/api/trial-routes.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { useMemo } from 'react';
import { assignClassColours } from '../../../components/class-colours.ts';
import { FailureAlert } from '../../../components/failure-notice.tsx';
import { ImageViewer } from '../../../components/viewer/image-viewer.tsx';
import { PredictionPanel } from '../../../components/viewer/prediction-panel.tsx';
import { TextViewer } from '../../../components/viewer/text-viewer.tsx';
import { usePredictionDisplay } from '../../../components/viewer/use-prediction-display.ts';
import { CallFold } from './call-fold.tsx';
import { pictureOf, type Sample, textOf } from './sample.ts';
import classes from './sample-step.module.css';

/** What the model said about a sample, drawn on it; else why it said nothing. */
export function SampleAnswer({ sample, answer }: { sample: Sample; answer: TrialAnswer }) {
  const { prediction, problem, remedy, exchange } = answer;
  return (
    <Stack gap="md">
      {problem && (
        <FailureAlert
          failure={{
            code: problem.code,
            title: errorCodes[problem.code].title,
            message: problem.message,
            details: problem.details ?? {},
            remedy: remedy ?? '',
            requestId: null,
          }}
        />
      )}
      {prediction && <Drawn sample={sample} answer={answer} prediction={prediction} />}
      <CallFold call={exchange} />
    </Stack>
  );
}

interface DrawnProps {
  sample: Sample;
  answer: TrialAnswer;
  prediction: NonNullable<TrialAnswer['prediction']>;
}

function Drawn({ sample, answer, prediction }: DrawnProps) {
  const { annotations } = prediction;
  const display = usePredictionDisplay(
    useMemo(() => ({ id: 'sample', annotations }), [annotations]),
  );
  const colours = useMemo(
    () => assignClassColours(annotations.map((annotation) => annotation.class)),
    [annotations],
  );
  const picture = pictureOf(sample);
  const text = textOf(sample);
  const viewing = { annotations: display.marked, colours, focus: display.focus };
  return (
    <div className={classes.answer}>
      <Stack gap="xs" miw={0}>
        {picture && (
          <div className={classes.stage}>
            <ImageViewer {...picture} {...viewing} />
          </div>
        )}
        {text !== null && (
          <Paper withBorder p="md" component="section" aria-label="Text">
            <TextViewer text={text} {...viewing} />
          </Paper>
        )}
        {!picture && text === null && (
          <Text size="sm" c="dimmed">
            This browser cannot draw the sample. What was found stands beside it.
          </Text>
        )}
      </Stack>
      <PredictionPanel
        prediction={prediction}
        display={display}
        colours={colours}
        image={answer.image}
      />
    </div>
  );
}
