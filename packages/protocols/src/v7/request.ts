import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { joinPath } from '../endpoint-path.ts';
import type { HttpRequest } from '../http-message.ts';
import type { ModelInput } from '../model-input.ts';
import type { ProtocolContext } from '../prediction-protocol.ts';
import type { V7Connection } from './connection.ts';

/** Writes the request for one image: bare, with the parameters of the run as `params`. */
export function encodeRequest(
  input: ModelInput,
  { connection, parameters }: ProtocolContext<V7Connection>,
): Outcome<HttpRequest> {
  if (input.type !== 'image') {
    const message = 'A V7 model takes images; a text cannot be sent to it.';
    return fail({ code: 'INPUT_DATA_ROW_UNSUPPORTED', message });
  }
  const { source } = input;
  const image: Json = source.kind === 'url' ? { url: source.url } : { base64: source.base64 };
  return succeed({
    method: 'POST',
    url: connection.inferUrl ?? joinPath(connection.url, 'infer'),
    body: { image, params: { ...parameters } },
  });
}
