import type { ContentPart as KeptPart } from '@patchbay/core/data-row/content-part.ts';
import { andThen, combine, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { AnsweredRow, ContentPart, ModelInput } from '@patchbay/protocols/model-input.ts';
import type { DataRow } from './data-row.ts';
import { type ImageParts, type ImageWish, prepareImage } from './prepare-image.ts';
import { type InputParts, type PreparedInput, toImageInput } from './prepared-input.ts';
import type { InputWish } from './read-input-wish.ts';
import { readVideo } from './read-video.ts';

/** Reads what a model is given for a data row. Images are upright (DESIGN law 1). */
export async function readInput(
  row: DataRow,
  wish: InputWish,
  parts: InputParts,
): Promise<Outcome<PreparedInput>> {
  const attachments = await readParts(row, row.attachments, wish.images, parts);
  if (!attachments.ok) return attachments;
  return andThen(await readContent(row, wish, parts), (content) => {
    const attached = () => ({ attachments: attachments.value() });
    if (row.attachments.length === 0) return succeed(content);
    return succeed({ ...content, input: () => ({ ...content.input(), ...attached() }) });
  });
}

async function readContent(
  row: DataRow,
  wish: InputWish,
  parts: InputParts,
): Promise<Outcome<PreparedInput>> {
  const text = row.text ?? '';
  switch (row.type) {
    case 'text':
      return succeed(withoutImage(() => ({ type: 'text', text }), { type: 'text', text }));
    case 'html':
      return succeed(withoutImage(() => ({ type: 'html', html: text }), { type: 'html', text }));
    case 'conversational':
      return await readConversation(row, wish.images, parts);
    case 'image':
      return await readImage(row, wish.images, parts);
    case 'video':
      return await readVideo(row, wish, parts);
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
