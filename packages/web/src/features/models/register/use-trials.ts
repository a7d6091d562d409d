import type { DraftModel } from '@patchbay/core/api/trial-routes.ts';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { useSampleTrial } from './use-sample-trial.ts';

/** The trials of a draft. They go on, and their results stay, whichever step is open. */
export function useTrials() {
  return {
    reach: useMutation(api.models.trials.reach.mutationOptions()),
    /** As `reach`, for a prediction, which loads the model. */
    wake: useMutation(api.models.trials.reach.mutationOptions()),
    classes: useMutation(api.models.trials.classes.mutationOptions()),
    sample: useSampleTrial(),
    check: useMutation(api.models.trials.check.mutationOptions()),
  };
}
export type Trials = ReturnType<typeof useTrials>;

interface Tried<Result> {
  readonly data: Result | undefined;
  readonly variables: DraftModel | undefined;
}

/** What came of a trial, if it was of this endpoint with these credentials; null where it was of others. */
export function resultFor<Result>(
  { data, variables }: Tried<Result>,
  model: DraftModel | null,
): Result | null {
  if (!data || !variables || !model) return null;
  return targetOf(variables) === targetOf(model) ? data : null;
}

/** Whether a result is there that belongs to another address, or to other credentials. */
export function isOutdated(trial: Tried<unknown>, model: DraftModel | null): boolean {
  return trial.data !== undefined && resultFor(trial, model) === null;
}

/** What a trial was of: the endpoint, and the credentials with which it was called. */
export function targetOf({ protocol, connection, credentials }: DraftModel): string {
  return JSON.stringify([protocol, connection, credentials]);
}
