import type { ContentPart, ImageSource, ModelInput } from '@patchbay/protocols/model-input.ts';

/** Every address that an input gives to a model. */
export function listAddresses(input: ModelInput): string[] {
  const attached = (input.attachments ?? []).flatMap(ofPart);
  switch (input.type) {
    case 'image':
      return [...ofSource(input.source), ...attached];
    case 'conversational':
      return [...input.turns.flatMap(({ parts }) => parts.flatMap(ofPart)), ...attached];
    case 'video': {
      const whole = input.url === undefined ? [] : [input.url];
      return [...whole, ...input.frames.flatMap(({ source }) => ofSource(source)), ...attached];
    }
    case 'text':
    case 'html':
      return attached;
  }
}

function ofPart(part: ContentPart): string[] {
  return part.type === 'image' ? ofSource(part.source) : [];
}

function ofSource(source: ImageSource): string[] {
  return source.kind === 'url' ? [source.url] : [];
}
