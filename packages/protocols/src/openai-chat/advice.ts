import { readErrorMessage } from '../error-message.ts';
import type { HttpResponse } from '../http-message.ts';

/** What a server complains of in its own words, and the setting of the connection that answers it. */
const advices: readonly (readonly [RegExp, string])[] = [
  [
    /response_format|json_schema|json_object|guided_|grammar/i,
    'if this server takes no such format, set "Response format" of the connection to "json_object" or "none"',
  ],
  [
    /max_completion_tokens/i,
    'set "Field of the maximum" of the connection to the name that this server takes',
  ],
  [
    /image_url|multimodal|vision/i,
    'this model seems to take no images; register it for texts alone, or name another model',
  ],
];

/**
 * The words of a server that refused a request, with the setting that would help where they name a
 * field that not every server takes. Null where there are no words.
 */
export function readRefusal(response: HttpResponse): string | null {
  const words = readErrorMessage(response);
  const isAboutRequest = response.status >= 400 && response.status < 500;
  if (words === null || !isAboutRequest) return words;
  const advice = advices.find(([pattern]) => pattern.test(response.body))?.[1];
  return advice === undefined ? words : `${words} (${advice})`;
}
