import type { DraftModel } from '@patchbay/core/api/trial-routes.ts';
import { useMutation } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import { client } from '../../../api/client.ts';
import { useSampleTrial } from './use-sample-trial.ts';

/** The trials of a draft. They go on, and their results stay, whichever step is open; who leaves the page ends them. */
export function useTrials() {
  const page = useRef(new AbortController());
  useEffect(() => {
    // Made at each mount: in development React mounts twice.
    const here = new AbortController();
    page.current = here;
    return () => here.abort();
  }, []);
  const { reach, classes, check } = client.models.trials;
  return {
    reach: useMutation(ending(reach, page)),
    /** As `reach`, for a prediction, which loads the model. */
    wake: useMutation(ending(reach, page)),
    classes: useMutation(ending(classes, page)),
    sample: useSampleTrial(page),
    check: useMutation(ending(check, page)),
  };
}

/** A call that ends with the page. */
function ending<Input, Output>(
  call: (input: Input, options: { signal: AbortSignal }) => Promise<Output>,
  page: RefObject<AbortController>,
) {
  return { mutationFn: (input: Input) => call(input, { signal: page.current.signal }) };
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
