import type { DraftModel, TrialAnswer } from '@patchbay/core/api/trial-routes.ts';
import { useMutation } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { client } from '../../../api/client.ts';
import { trySampleFile } from '../../../api/try-sample.ts';
import type { Sample } from './sample.ts';

/** One question about a sample, with the endpoint that is asked. */
export interface SampleQuestion {
  readonly draft: DraftModel;
  readonly sample: Sample;
}

/** Asks a draft about a sample. The answer stays with the page, whichever step is open. */
export function useSampleTrial(page: RefObject<AbortController>) {
  return useMutation({
    mutationFn: (question: SampleQuestion) => askAboutSample(question, page.current.signal),
  });
}

function askAboutSample(
  { draft, sample }: SampleQuestion,
  signal: AbortSignal,
): Promise<TrialAnswer> {
  switch (sample.kind) {
    case 'file':
      return trySampleFile(draft, sample.file, signal);
    case 'text':
      return client.models.trials.predict({ ...draft, [sample.type]: sample.text }, { signal });
    case 'data-row':
      return client.models.trials.predict({ ...draft, dataRowId: sample.row.id }, { signal });
  }
}
