import { Paper, Stack, Text, Title } from '@mantine/core';
import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { PredictionView } from '@patchbay/core/api/item-routes.ts';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { ReactNode } from 'react';
import type { ClassColours } from '../class-colours.ts';
import { WarningList } from '../warning-list.tsx';
import { AnnotationList } from './annotation-list.tsx';
import { AnswerList } from './answer-list.tsx';
import { ClassToggles } from './class-toggles.tsx';
import { ConfidenceSlider } from './confidence-slider.tsx';
import { NothingShown } from './nothing-shown.tsx';
import type { PredictionDisplay } from './use-prediction-display.ts';

interface PredictionPanelProps {
  prediction: Pick<PredictionView, 'annotations' | 'warnings'> & { reusedFrom?: string | null };
  display: PredictionDisplay;
  colours: ClassColours;
  /** Size of the image in pixels; left out or null for everything else. */
  image?: ImageSize | null;
  /** Whether the calls to the model stand on the same page. */
  hasCalls?: boolean;
}

/** What a model said, in words: its answers, its shapes and spans, what to show of them, its warnings. */
export function PredictionPanel({
  prediction,
  display,
  colours,
  image = null,
  hasCalls = true,
}: PredictionPanelProps) {
  const { annotations, warnings } = prediction;
  const { marked, answers } = display;
  return (
    <Stack gap="md">
      <NothingShown {...{ prediction, display, image, hasCalls }} />
      {answers.length > 0 && (
        <Part title="Answers">
          <AnswerList annotations={answers} colours={colours} />
        </Part>
      )}
      {hasChoice(annotations) && <DisplayChoices {...{ annotations, display, colours }} />}
      {marked.length > 0 && (
        <Part title="Annotations">
          <AnnotationList annotations={marked} colours={colours} focus={display.focus} />
        </Part>
      )}
      {warnings.length > 0 && (
        <Part title={warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`}>
          <WarningList warnings={warnings} />
        </Part>
      )}
    </Stack>
  );
}

interface DisplayChoicesProps {
  annotations: readonly Annotation[];
  display: PredictionDisplay;
  colours: ClassColours;
}

/** Which classes are shown, from which confidence on. */
function DisplayChoices({ annotations, display, colours }: DisplayChoicesProps) {
  return (
    <Part title="Show">
      <ConfidenceSlider
        annotations={annotations}
        threshold={display.threshold}
        onChange={display.setThreshold}
      />
      <ClassToggles
        annotations={annotations}
        colours={colours}
        hidden={display.hiddenClasses}
        onHide={display.setHiddenClasses}
      />
      <Text size="xs" c="dimmed" aria-live="polite">
        {display.isHidden
          ? 'All hidden; press H to show them again'
          : `${display.visible.length.toLocaleString()} of ${annotations.length.toLocaleString()} shown`}
      </Text>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={2} size="h6">
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}

/** Whether there is anything to choose from: several classes, or confidences. */
function hasChoice(annotations: readonly Annotation[]): boolean {
  const first = annotations[0];
  return annotations.some(
    (annotation) => annotation.confidence !== null || annotation.class !== first?.class,
  );
}
