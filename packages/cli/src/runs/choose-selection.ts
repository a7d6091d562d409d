import type { RunSelection } from '@patchbay/core/run/run-selection.ts';
import { InvalidArgumentError } from 'commander';

/** The data rows that the options choose; undefined where none of them is given: all. */
export function chooseSelection(options: {
  readonly sample?: number;
  readonly seed?: number;
  readonly onlyNew?: boolean;
}): RunSelection | undefined {
  const { sample, seed, onlyNew } = options;
  if (onlyNew && sample !== undefined) {
    throw new InvalidArgumentError(
      '--sample and --only-new cannot be combined: give the one or the other.',
    );
  }
  if (seed !== undefined && sample === undefined) {
    throw new InvalidArgumentError('--seed goes with --sample: say how many data rows to take.');
  }
  if (sample !== undefined) return { sample, ...(seed !== undefined && { seed }) };
  return onlyNew ? { withoutResult: true } : undefined;
}
