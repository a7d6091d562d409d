import { type AskedAnswer, askedAnswerSchema } from '@patchbay/core/api/ask-routes.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import type { Json } from '@patchbay/core/json.ts';
import { readApiError } from './api-error.ts';
import { apiBase } from './client.ts';

/** A question about an image file that is kept nowhere. */
export interface FileQuestion {
  readonly modelId: string;
  readonly file: File;
  readonly region: Box | null;
  readonly parameters: { readonly [name: string]: Json };
}

/** Asks a model about a file. Throws what the hub said was wrong with the question. */
export async function askAboutFile(
  { modelId, file, region, parameters }: FileQuestion,
  signal: AbortSignal,
): Promise<AskedAnswer> {
  const form = new FormData();
  if (region) form.append('region', JSON.stringify(region));
  form.append('parameters', JSON.stringify(parameters));
  form.append('file', file, file.name);
  const response = await fetch(`${apiBase}/models/${modelId}/ask/file`, {
    method: 'POST',
    credentials: 'same-origin',
    body: form,
    signal,
  });
  const text = await response.text();
  if (!response.ok) throw readApiError(text, response.status);
  return askedAnswerSchema.parse(JSON.parse(text));
}
