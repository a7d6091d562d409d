import { ActionIcon, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';

interface ItemStepsProps {
  previousId: string | null;
  nextId: string | null;
  onStep: (itemId: string) => void;
}

/** To the item before and after, by button and by arrow key. */
export function ItemSteps({ previousId, nextId, onStep }: ItemStepsProps) {
  const step = (event: KeyboardEvent, itemId: string | null) => {
    if (itemId && !isArrowUsed(event.target)) onStep(itemId);
  };
  useHotkeys([
    ['ArrowLeft', (event) => step(event, previousId), { preventDefault: false }],
    ['ArrowRight', (event) => step(event, nextId), { preventDefault: false }],
  ]);
  return (
    <>
      <StepButton name="Previous item" itemId={previousId} onStep={onStep} />
      <StepButton name="Next item" itemId={nextId} onStep={onStep} />
    </>
  );
}

/** Whether a control makes use of the arrow keys itself. */
function isArrowUsed(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role=slider], [role=menu], section[tabindex]') !== null
  );
}

interface StepButtonProps {
  name: 'Previous item' | 'Next item';
  itemId: string | null;
  onStep: (itemId: string) => void;
}

function StepButton({ name, itemId, onStep }: StepButtonProps) {
  const isNext = name === 'Next item';
  const Icon = isNext ? IconArrowRight : IconArrowLeft;
  return (
    <Tooltip label={`${name} (${isNext ? '→' : '←'})`}>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={name}
        disabled={!itemId}
        onClick={() => itemId && onStep(itemId)}
      >
        <Icon size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
