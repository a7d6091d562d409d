import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { PredictionView } from '@patchbay/core/api/item-routes.ts';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconEyeQuestion } from '@tabler/icons-react';
import { WarningList } from '../warning-list.tsx';
import { explainNothing, type NothingReason } from './explain-nothing.ts';
import { formatConfidence } from './format-confidence.ts';
import type { PredictionDisplay } from './use-prediction-display.ts';

interface NothingShownProps {
  prediction: Pick<PredictionView, 'annotations' | 'warnings'> & { reusedFrom?: string | null };
  /** What is chosen to be shown on the page. */
  display: PredictionDisplay;
  /** Size of the image in pixels; null for everything else. */
  image: ImageSize | null;
  /** Whether the calls to the model stand on the same page. */
  hasCalls: boolean;
}

/** Says why no annotation is to be seen, and what to do; nothing where there are some. */
export function NothingShown({ prediction, display, image, hasCalls }: NothingShownProps) {
  const reason = explainNothing(prediction, display, image);
  if (!reason) return null;
  return (
    <Alert
      role="status"
      color={reason.why === 'empty-answer' ? 'gray' : 'yellow'}
      variant="light"
      icon={<IconEyeQuestion aria-hidden />}
      title={titles[reason.why]}
    >
      <Stack gap="xs">
        <Explanation
          reason={reason}
          isReused={Boolean(prediction.reusedFrom)}
          hasCalls={hasCalls}
        />
        {reason.why === 'hidden-here' && <ShowHidden reason={reason} display={display} />}
      </Stack>
    </Alert>
  );
}

const titles: { readonly [Why in NothingReason['why']]: string } = {
  'empty-answer': 'The model found nothing here',
  'left-out': 'The model answered, but nothing of it could be kept',
  'hidden-here': 'All annotations are hidden on this page',
  outside: 'All shapes lie outside of the image',
  normalised: 'All shapes lie in one pixel of the upper left corner',
  'unknown-classes': 'The ontology knows none of the classes found',
};

interface ExplanationProps {
  reason: NothingReason;
  isReused: boolean;
  hasCalls: boolean;
}

function Explanation({ reason, isReused, hasCalls }: ExplanationProps) {
  switch (reason.why) {
    case 'empty-answer':
      return (
        <Text size="sm">
          {isReused
            ? 'The result of an equal item of an earlier run was used, and it was empty: its answer was read, and nothing of it was left out.'
            : `Its answer was read without loss, and it is empty: nothing was left out. The exact answer of the model stands ${hasCalls ? 'below' : 'on the page of its item'}. If you expected something, look at the parameters: a threshold there keeps the model from answering.`}
        </Text>
      );
    case 'left-out':
      return (
        <>
          <Text size="sm">
            {count(reason.warnings.length, 'part')} of the answer could not be kept. Mend what is
            named here in the model, or its ontology here; then decode the stored answers again on
            the page of the run, without calling the model.
          </Text>
          <WarningList warnings={reason.warnings} />
        </>
      );
    case 'hidden-here':
      return <Text size="sm">{describeHidden(reason)}</Text>;
    case 'outside':
      return (
        <Text size="sm">
          {count(reason.count, 'shape')} of the answer {reason.count === 1 ? 'lies' : 'lie'} beyond
          the edges of the picture. Answer in absolute pixels of the upright image, from its upper
          left corner.
        </Text>
      );
    case 'normalised':
      return (
        <Text size="sm">
          The coordinates of {count(reason.count, 'shape')} lie between 0 and 1, as parts of the
          image would. The contract wants pixels: multiply x and width by the width of the image, y
          and height by its height.
        </Text>
      );
    case 'unknown-classes':
      return (
        <Text size="sm">
          {count(reason.count, 'annotation')} of{' '}
          {reason.names.map((name) => `“${showControls(name)}”`).join(', ')}{' '}
          {reason.count === 1 ? 'is' : 'are'} kept and marked as unknown. Add the class to the
          ontology of the model, or let it answer with a name that is in it.
        </Text>
      );
  }
}

type Hidden = Extract<NothingReason, { why: 'hidden-here' }>;

/** Undoes on the page what hides the annotations. */
function ShowHidden({ reason, display }: { reason: Hidden; display: PredictionDisplay }) {
  const { highest } = reason;
  const look = { size: 'compact-sm', variant: 'light' } as const;
  return (
    <Group gap="xs">
      {highest !== null && (
        <Button {...look} onClick={() => display.setThreshold(Math.floor(highest * 100) / 100)}>
          Lower the threshold to {formatConfidence(Math.floor(highest * 100) / 100)}
        </Button>
      )}
      {reason.ofHiddenClasses > 0 && (
        <Button {...look} onClick={() => display.setHiddenClasses(new Set())}>
          Show all classes
        </Button>
      )}
    </Group>
  );
}

function describeHidden({ count: all, belowThreshold, highest, ofHiddenClasses }: Hidden): string {
  const parts = [
    belowThreshold > 0 &&
      highest !== null &&
      `${count(belowThreshold, 'is', 'are')} below the confidence set here (the highest has ${formatConfidence(highest)})`,
    ofHiddenClasses > 0 &&
      `${count(ofHiddenClasses, 'is of a class', 'are of classes')} that ${ofHiddenClasses === 1 ? 'is' : 'are'} switched off`,
  ];
  return `The model found ${count(all, 'annotation')}: ${parts.filter(Boolean).join(', ')}.`;
}

/** `1 shape`, `12 shapes`. */
function count(number: number, one: string, several = `${one}s`): string {
  return `${number.toLocaleString()} ${number === 1 ? one : several}`;
}
