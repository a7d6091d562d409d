import { ActionIcon, Tooltip } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { isCommandKey } from './command-key.ts';

interface StepButtonsProps {
  /** What is stepped through: `item`, `data row`. */
  what: string;
  previousId: string | null;
  nextId: string | null;
  onStep: (id: string) => void;
}

const steps: { readonly [key: string]: 'previousId' | 'nextId' } = {
  ArrowLeft: 'previousId',
  ArrowRight: 'nextId',
  k: 'previousId',
  j: 'nextId',
};

/** To the thing before and after, by button and by key. */
export function StepButtons({ what, onStep, ...neighbours }: StepButtonsProps) {
  useWindowEvent('keydown', (event) => {
    const step = steps[event.key];
    // With shift the arrows move the picture.
    if (!step || event.shiftKey || !isCommandKey(event) || isScrolled(event.target)) return;
    const id = neighbours[step];
    if (id) onStep(id);
  });
  return (
    <>
      <StepButton name={`Previous ${what}`} id={neighbours.previousId} onStep={onStep} />
      <StepButton name={`Next ${what}`} isNext id={neighbours.nextId} onStep={onStep} />
    </>
  );
}

/** Whether a part of the page is moved sideways by the arrow keys itself: code, and what scrolls. */
function isScrolled(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('section[tabindex]') !== null;
}

interface StepButtonProps {
  name: string;
  isNext?: boolean;
  id: string | null;
  onStep: (id: string) => void;
}

function StepButton({ name, isNext = false, id, onStep }: StepButtonProps) {
  const Icon = isNext ? IconArrowRight : IconArrowLeft;
  return (
    <Tooltip label={`${name} (${isNext ? '→ or J' : '← or K'})`}>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={name}
        disabled={!id}
        onClick={() => id && onStep(id)}
      >
        <Icon size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
