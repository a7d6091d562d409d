import type { ContentPart as KeptPart } from '@patchbay/core/data-row/content-part.ts';
import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { SentImage } from '@patchbay/core/data-row/sent-image.ts';
import { andThen, combine, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { AnsweredRow, ContentPart, ModelInput } from '@patchbay/protocols/model-input.ts';
import type { DataRow } from './data-row.ts';
import {
  type ImageParts,
  type ImageWish,
  type PreparedImage,
  prepareImage,
} from './prepare-image.ts';

/** A data row ready to be sent to a model. */
export interface PreparedInput {
  /** What is sent. Asked for when the call begins: an address of the hub is good for a while from then on. */
  input(): ModelInput;
  /** What the answer is measured against: an image in the size in which it is sent. */
  readonly row: AnsweredRow;
  /** What was done to the image of the row before it was sent; null where the row is none. */
  readonly image: SentImage | null;
  /** Size of the whole upright image, to which what the model draws is mapped back; null without one. */
  readonly fullSize: ImageSize | null;
}

/** Reads what a model is given for a data row. Images are upright (DESIGN law 1). */
export async function readInput(
  row: DataRow,
  wish: ImageWish,
  parts: ImageParts,
): Promise<Outcome<PreparedInput>> {
  const attachments = await readParts(row, row.attachments, wish, parts);
  if (!attachments.ok) return attachments;
  return andThen(await readContent(row, wish, parts), (content) => {
    const attached = () => ({ attachments: attachments.value() });
    if (row.attachments.length === 0) return succeed(content);
    return succeed({ ...content, input: () => ({ ...content.input(), ...attached() }) });
  });
}

async function readContent(
  row: DataRow,
  wish: ImageWish,
  parts: ImageParts,
): Promise<Outcome<PreparedInput>> {
  const text = row.text ?? '';
  switch (row.type) {
    case 'text':
      return succeed(withoutImage(() => ({ type: 'text', text }), { type: 'text', text }));
    case 'html':
      return succeed(withoutImage(() => ({ type: 'html', html: text }), { type: 'html', text }));
    case 'conversational':
      return await readConversation(row, wish, parts);
    case 'image':
      return await readImage(row, wish, parts);
    case 'video':
      return fail({
        code: 'INPUT_DATA_ROW_UNSUPPORTED',
        message: `"${row.globalKey}" is a video, which cannot be sent yet.`,
      });
  }
}

function withoutImage(input: () => ModelInput, row: AnsweredRow): PreparedInput {
  return { input, row, image: null, fullSize: null };
}

async function readConversation(
  row: DataRow,
  wish: ImageWish,
  parts: ImageParts,
): Promise<Outcome<PreparedInput>> {
  const reading = (row.turns ?? []).map(async ({ role, parts: kept }) =>
    andThen(await readParts(row, kept, wish, parts), (read) =>
      succeed(() => ({ role, parts: read() })),
    ),
  );
  return andThen(combine(await Promise.all(reading)), (turns) =>
    succeed(
      withoutImage(() => ({ type: 'conversational', turns: turns.map((turn) => turn()) }), {
        type: 'conversational',
      }),
    ),
  );
}

async function readImage(
  row: DataRow,
  wish: ImageWish,
  parts: ImageParts,
): Promise<Outcome<PreparedInput>> {
  const { globalKey, assetHash: hash, sourceUrl, width, height, orientation } = row;
  if (width === null || height === null || orientation === null) {
    throw new Error(`The image row ${row.id} has no size.`);
  }
  const size = { width, height };
  const image = { name: `"${globalKey}"`, hash, orientation, size, sourceUrl };
  return andThen(await prepareImage(image, wish, parts), (prepared) =>
    succeed(toImageInput(prepared, size)),
  );
}

/** The input of an image row, from an image that is ready to be sent. */
export function toImageInput({ source, sent }: PreparedImage, fullSize: ImageSize): PreparedInput {
  return {
    input: () => ({ type: 'image', source: source() }),
    row: { type: 'image', size: { width: sent.width, height: sent.height } },
    image: sent,
    fullSize,
  };
}

/** Words and images of a row, in their order, or the first problem. */
async function readParts(
  row: DataRow,
  kept: readonly KeptPart[],
  wish: ImageWish,
  parts: ImageParts,
): Promise<Outcome<() => ContentPart[]>> {
  const reading = kept.map(async (part): Promise<Outcome<() => ContentPart>> => {
    if (part.type === 'text') return succeed(() => ({ type: 'text', text: part.text }));
    const { asset, image: size, orientation, sourceUrl } = part;
    const name = `An image of "${row.globalKey}"`;
    const image = { name, hash: asset.hash, orientation, size, sourceUrl };
    return andThen(await prepareImage(image, wish, parts), ({ source }) =>
      succeed(() => ({ type: 'image', source: source() })),
    );
  });
  return andThen(combine(await Promise.all(reading)), (read) =>
    succeed(() => read.map((part) => part())),
  );
}
