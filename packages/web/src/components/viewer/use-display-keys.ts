import { useWindowEvent } from '@mantine/hooks';
import { isCommandKey } from '../command-key.ts';
import type { PredictionDisplay } from './use-prediction-display.ts';

const thresholdStep = 0.05;

/** `[` and `]` lower and raise the threshold, `h` hides what was found and shows it again. */
export function useDisplayKeys(display: PredictionDisplay): void {
  const move = (step: number) => {
    const moved = Math.round((display.threshold + step) * 100) / 100;
    display.setThreshold(Math.min(1, Math.max(0, moved)));
  };
  useWindowEvent('keydown', (event) => {
    if (!isCommandKey(event)) return;
    if (event.key === '[') move(-thresholdStep);
    if (event.key === ']') move(thresholdStep);
    if (event.key === 'h') display.setHidden(!display.isHidden);
  });
}
