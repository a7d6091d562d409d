import { useWindowEvent } from '@mantine/hooks';
import type { KeyboardEvent as ReactKeyboardEvent } from 'react';
import { isCommandKey, isShortcut } from '../command-key.ts';
import type { Stage } from './use-stage.ts';

/** What keys do to a picture beside zooming it. */
export interface StageKeyActions {
  /** Brings what is selected nearer. */
  zoomToSelected(): void;
  /** Lets go of what is selected. */
  clear(): void;
}

/** Plus, minus, 0, z and escape work wherever nobody types. */
export function useStageKeys(stage: Stage, actions: StageKeyActions): void {
  useWindowEvent('keydown', (event) => {
    if (!isCommandKey(event)) return;
    const moves: { [key: string]: () => void } = {
      '+': () => stage.zoom(1.25),
      '=': () => stage.zoom(1.25),
      '-': () => stage.zoom(0.8),
      '0': stage.fit,
      z: actions.zoomToSelected,
      Escape: actions.clear,
    };
    moves[event.key]?.();
  });
}

const panStep = 60;

/** Shift and arrows move the picture that has the focus. */
export function panByKey(event: ReactKeyboardEvent, stage: Stage): void {
  const steps: { [key: string]: readonly [number, number] } = {
    ArrowLeft: [panStep, 0],
    ArrowRight: [-panStep, 0],
    ArrowUp: [0, panStep],
    ArrowDown: [0, -panStep],
  };
  const step = event.shiftKey && !isShortcut(event) ? steps[event.key] : undefined;
  if (!step) return;
  event.preventDefault();
  stage.pan(...step);
}
