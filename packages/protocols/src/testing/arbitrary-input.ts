import type { ImageDelivery } from '@patchbay/core/data-row/sent-image.ts';
import fc from 'fast-check';
import type { ContentPart, ImageSource, ModelInput } from '../model-input.ts';
import { arbitraryText } from './arbitrary-text.ts';

/** How the inputs of a connection look. */
export interface InputForm {
  readonly delivery: ImageDelivery;
  /** Whether something may be attached to the row. */
  readonly attachments: boolean;
}

/** The base64 of the first bytes of every PNG. */
const pngBeginning = 'iVBORw0KGgoA';

/** A data row on its way to a model. */
export function arbitraryInput(
  type: ModelInput['type'],
  { delivery, attachments }: InputForm,
): fc.Arbitrary<ModelInput> {
  const source = arbitrarySource(delivery);
  const part: fc.Arbitrary<ContentPart> = fc.oneof(
    fc.record({ type: fc.constant('text'), text: arbitraryText }),
    fc.record({ type: fc.constant('image'), source }),
  );
  const row = arbitraryRowInput(type, source, part);
  if (!attachments) return row;
  const attached = fc.array(part, { maxLength: 2 });
  return fc
    .tuple(row, attached)
    .map(([input, list]) => (list.length === 0 ? input : { ...input, attachments: list }));
}

function arbitrarySource(delivery: InputForm['delivery']): fc.Arbitrary<ImageSource> {
  if (delivery !== 'base64') return fc.record({ kind: fc.constant('url'), url: fc.webUrl() });
  const base64 = fc.base64String({ maxLength: 40 }).map((rest) => pngBeginning + rest);
  return fc.record({ kind: fc.constant('base64'), base64, mediaType: fc.constant('image/png') });
}

function arbitraryRowInput(
  type: ModelInput['type'],
  source: fc.Arbitrary<ImageSource>,
  part: fc.Arbitrary<ContentPart>,
): fc.Arbitrary<ModelInput> {
  switch (type) {
    case 'image':
      return fc.record({ type: fc.constant(type), source });
    case 'text':
      return fc.record({ type: fc.constant(type), text: arbitraryText });
    case 'html':
      return fc.record({ type: fc.constant(type), html: arbitraryText });
    case 'conversational': {
      const turn = fc.record({
        role: fc.constantFrom('user', 'assistant'),
        parts: fc.array(part, { minLength: 1, maxLength: 3 }),
      });
      return fc.record({ type: fc.constant(type), turns: fc.array(turn, { minLength: 1 }) });
    }
    case 'video': {
      const frame = fc.record({ index: fc.nat(100), timeMs: fc.nat(10_000), source });
      return fc.record({
        type: fc.constant(type),
        frames: fc.array(frame, { minLength: 1 }),
        url: fc.webUrl(),
      });
    }
  }
}
