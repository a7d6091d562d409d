import type { ContentPart, ImageSource, ModelInput } from '@patchbay/protocols/model-input.ts';

/** Every address that an input gives to a model, of itself and of its images. */
export function listAddresses(input: ModelInput, sources: readonly ImageSource[]): string[] {
  const addresses = input.type === 'video' && input.url !== undefined ? [input.url] : [];
  for (const source of sources) {
    if (source.kind === 'url') addresses.push(source.url);
  }
  return addresses;
}

/** Every image that an input gives to a model: of itself, of its turns or frames, and what is attached. */
export function listSources(input: ModelInput): ImageSource[] {
  const attached = input.attachments?.flatMap(ofPart) ?? none;
  switch (input.type) {
    case 'image':
      return [input.source, ...attached];
    case 'conversational':
      return [...input.turns.flatMap(({ parts }) => parts.flatMap(ofPart)), ...attached];
    case 'video':
      return [...input.frames.map(({ source }) => source), ...attached];
    case 'text':
    case 'html':
      return attached;
  }
}

const none: ImageSource[] = [];

function ofPart(part: ContentPart): ImageSource[] {
  return part.type === 'image' ? [part.source] : [];
}
