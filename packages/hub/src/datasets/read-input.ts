import type { ContentPart as KeptPart } from '@patchbay/core/data-row/content-part.ts';
import { andThen, combine, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { AnsweredRow, ContentPart, ModelInput } from '@patchbay/protocols/model-input.ts';
import { type Awaitable, goOn } from '../awaitable.ts';
import type { DataRow } from './data-row.ts';
import { type ImageParts, type ImageWish, prepareImage } from './prepare-image.ts';
import { type InputParts, type PreparedInput, toImageInput } from './prepared-input.ts';
import type { InputWish } from './read-input-wish.ts';
import { readVideo } from './read-video.ts';

/** Reads what a model is given for a data row. Images are upright (DESIGN law 1). */
export function readInput(
  row: DataRow,
  wish: InputWish,
  parts: InputParts,
): Awaitable<Outcome<PreparedInput>> {
  return row.attachments.length === 0
    ? readContent(row, wish, parts)
    : readWithAttachments(row, wish, parts);
}

async function readWithAttachments(
  row: DataRow,
  wish: InputWish,
  parts: InputParts,
): Promise<Outcome<PreparedInput>> {
  const attachments = await readParts(row, row.attachments, wish.images, parts);
  if (!attachments.ok) return attachments;
  return andThen(await readContent(row, wish, parts), (content) =>
    succeed({
      ...content,
      input: () => ({ ...content.input(), attachments: attachments.value() }),
    }),
  );
}

function readContent(
  row: DataRow,
  wish: InputWish,
  parts: InputParts,
): Awaitable<Outcome<PreparedInput>> {
  const text = row.text ?? '';
  switch (row.type) {
    case 'text':
      return withoutImage(() => ({ type: 'text', text }), { type: 'text', text });
    case 'html':
      return withoutImage(() => ({ type: 'html', html: text }), { type: 'html', text });
    case 'conversational':
      return readConversation(row, wish.images, parts);
    case 'image':
      return readImage(row, wish.images, parts);
    case 'video':
      return readVideo(row, wish, parts);
  }
}

function withoutImage(input: () => ModelInput, row: AnsweredRow): Outcome<PreparedInput> {
  return succeed({ input, row, image: null, fullSize: null });
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
    withoutImage(() => ({ type: 'conversational', turns: turns.map((turn) => turn()) }), {
      type: 'conversational',
    }),
  );
}

function readImage(
  row: DataRow,
  wish: ImageWish,
  parts: ImageParts,
): Awaitable<Outcome<PreparedInput>> {
  const { globalKey, assetHash: hash, sourceUrl, width, height, orientation } = row;
  if (width === null || height === null || orientation === null) {
    throw new Error(`The image row ${row.id} has no size.`);
  }
  const size = { width, height };
  const image = { name: `"${globalKey}"`, hash, orientation, size, sourceUrl };
  return goOn(prepareImage(image, wish, parts), (outcome) =>
    andThen(outcome, (prepared) => succeed(toImageInput(prepared, size))),
  );
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
