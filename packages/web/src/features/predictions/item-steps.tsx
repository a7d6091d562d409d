import { ActionIcon, Tooltip } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { isCommandKey } from '../../components/command-key.ts';

interface ItemStepsProps {
  previousId: string | null;
  nextId: string | null;
  onStep: (itemId: string) => void;
}

const steps: { readonly [key: string]: 'previousId' | 'nextId' } = {
  ArrowLeft: 'previousId',
  ArrowRight: 'nextId',
  k: 'previousId',
  j: 'nextId',
};

/** To the item before and after, by button and by key. */
export function ItemSteps({ onStep, ...neighbours }: ItemStepsProps) {
  useWindowEvent('keydown', (event) => {
    const step = steps[event.key];
    // With shift the arrows move the picture.
    if (!step || event.shiftKey || !isCommandKey(event) || isScrolled(event.target)) return;
    const itemId = neighbours[step];
    if (itemId) onStep(itemId);
  });
  return (
    <>
      <StepButton name="Previous item" itemId={neighbours.previousId} onStep={onStep} />
      <StepButton name="Next item" itemId={neighbours.nextId} onStep={onStep} />
    </>
  );
}

/** Whether a part of the page is moved sideways by the arrow keys itself: code, and what scrolls. */
function isScrolled(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('section[tabindex]') !== null;
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
    <Tooltip label={`${name} (${isNext ? '→ or J' : '← or K'})`}>
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
