import { readConnection } from '@patchbay/connect/connection.ts';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import type { ImageSource, ModelInput } from '@patchbay/protocols/model-input.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';

const smallestImage: ImageSource = { kind: 'base64', base64: '', mediaType: 'image/png' };

/** The smallest row of each type: nothing is sent, the protocol only tries to write the request. */
const smallestInputs: { readonly [Type in DataRowType]: ModelInput } = {
  image: { type: 'image', source: smallestImage },
  text: { type: 'text', text: '.' },
  html: { type: 'html', html: '.' },
  conversational: {
    type: 'conversational',
    turns: [{ role: 'user', parts: [{ type: 'text', text: '.' }] }],
  },
  video: {
    type: 'video',
    frames: [{ index: 0, timeMs: 0, source: smallestImage }],
    url: 'https://example.com/video.mp4',
  },
};

/**
 * Lets the protocol of a model write a request with these parameters, so that the person who starts
 * a run hears at once of what the contract cannot carry, and not every item of the run. `types` are
 * those of the rows that will be sent.
 * @throws PatchbayError INPUT_PARAMETERS_INVALID, INPUT_DATA_ROW_UNSUPPORTED,
 *   INPUT_PROTOCOL_UNKNOWN, INPUT_INVALID
 */
export function checkEncodable(
  configuration: ModelConfiguration,
  parameters: { readonly [name: string]: Json },
  types: readonly DataRowType[],
): void {
  const protocol = findProtocol(configuration.protocol);
  if (!protocol.ok) throw new PatchbayError(protocol.problem);
  const connection = readConnection(protocol.value, configuration.connection);
  if (!connection.ok) throw new PatchbayError(connection.problem);
  const context = { connection: connection.value, ontology: configuration.ontology, parameters };
  for (const type of types) {
    const encoded = protocol.value.encodeRequest(smallestInputs[type], context);
    if (!encoded.ok) throw new PatchbayError(encoded.problem);
  }
}
