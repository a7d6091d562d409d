import type { ChatModel, ChatPart, ChatQuestionInput } from '@patchbay/core/api/chat-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { ChatQuestion } from '@patchbay/protocols/chat-protocol.ts';
import type { ContentPart } from '@patchbay/protocols/model-input.ts';
import type { DatasetsService } from '../datasets/datasets-service.ts';
import type { ImageWish } from '../datasets/prepare-image.ts';
import { valueOrThrow } from '../models/register-checks.ts';

/**
 * A question as the model takes it: images upright and scaled, turns before the last only where it knows them.
 * @throws PatchbayError INPUT_DATA_ROW_UNSUPPORTED, INPUT_FILE_UNREADABLE
 */
export async function prepareQuestion(
  { system, turns }: ChatQuestionInput,
  model: ChatModel,
  wish: ImageWish,
  datasets: Pick<DatasetsService, 'readLooseImage'>,
): Promise<ChatQuestion> {
  const hasImages = turns.some(({ parts }) => parts.some(({ type }) => type === 'image'));
  if (hasImages && !model.takesImages) throw takesNoImages(model.name);

  async function prepare(part: ChatPart): Promise<ContentPart> {
    if (part.type === 'text') return part;
    const loose = { bytes: Buffer.from(part.base64, 'base64'), sourceUrl: null };
    const input = valueOrThrow(await datasets.readLooseImage(loose, wish)).input();
    if (input.type !== 'image') throw new Error('An image was made ready as something else.');
    return { type: 'image', source: input.source };
  }

  const known = model.takesTurns ? turns : turns.slice(-1);
  return {
    system: model.takesSystem ? (system ?? null) : null,
    turns: await Promise.all(
      known.map(async ({ role, parts }) => ({
        role,
        parts: await Promise.all(parts.map(prepare)),
      })),
    ),
  };
}

function takesNoImages(name: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_DATA_ROW_UNSUPPORTED',
    message: `The model "${name}" takes no images. Leave the image out, or ask another model.`,
  });
}
