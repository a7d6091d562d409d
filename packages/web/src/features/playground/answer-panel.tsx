import { Text } from '@mantine/core';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import type { ClassColours } from '../../components/class-colours.ts';
import { FailureAlert } from '../../components/failure-notice.tsx';
import { PredictionPanel } from '../../components/viewer/prediction-panel.tsx';
import type { PredictionDisplay } from '../../components/viewer/use-prediction-display.ts';
import type { Try } from './try.ts';

interface AnswerPanelProps {
  shown: Try;
  display: PredictionDisplay;
  colours: ClassColours;
}

/** What the model said, or what went wrong and what to do about it. */
export function AnswerPanel({ shown, display, colours }: AnswerPanelProps) {
  const { prediction, problem, remedy, image } = shown.answer;
  if (problem) {
    const { code, message, details = {} } = problem;
    const { title } = errorCodes[code];
    const said = { code, title, message, details, remedy: remedy ?? '', requestId: null };
    return <FailureAlert failure={said} />;
  }
  if (!prediction) return null;
  const { reportedVersion, usage } = prediction;
  const facts = [
    reportedVersion && `The model says it is version ${reportedVersion}.`,
    usage && describeUsage(usage),
  ].filter(Boolean);
  return (
    <>
      <PredictionPanel prediction={prediction} display={display} colours={colours} image={image} />
      {facts.length > 0 && (
        <Text size="xs" c="dimmed">
          {facts.join(' ')}
        </Text>
      )}
    </>
  );
}

type Usage = NonNullable<NonNullable<Try['answer']['prediction']>['usage']>;

function describeUsage({ promptTokens, completionTokens, totalTokens }: Usage): string {
  const parts = [
    promptTokens !== null && `${promptTokens.toLocaleString()} tokens in the prompt`,
    completionTokens !== null && `${completionTokens.toLocaleString()} in the answer`,
    totalTokens !== null && `${totalTokens.toLocaleString()} in all`,
  ].filter(Boolean);
  return parts.length === 0 ? '' : `It took ${parts.join(', ')}.`;
}
