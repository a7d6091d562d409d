import {
  type DraftModel,
  type TrialAnswer,
  trialAnswerSchema,
} from '@patchbay/core/api/trial-routes.ts';
import { readApiError } from './api-error.ts';
import { apiBase } from './client.ts';

/** Asks a model that is not registered about an image file. Throws what the hub said was wrong with the question. */
export async function trySampleFile(
  draft: DraftModel,
  file: File,
  signal: AbortSignal,
): Promise<TrialAnswer> {
  const form = new FormData();
  form.append('draft', JSON.stringify(draft));
  form.append('file', file, file.name);
  const response = await fetch(`${apiBase}/models/trial/predict/file`, {
    method: 'POST',
    credentials: 'same-origin',
    body: form,
    signal,
  });
  const text = await response.text();
  if (!response.ok) throw readApiError(text, response.status);
  return trialAnswerSchema.parse(JSON.parse(text));
}
