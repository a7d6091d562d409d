import type { Caller } from '@patchbay/connect/caller.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { DataRow } from '../datasets/data-row.ts';
import type { DatasetsService } from '../datasets/datasets-service.ts';
import { largestImageBytes } from '../datasets/import/read-image.ts';
import type { LooseImage } from '../datasets/loose-image.ts';
import type { PreparedInput } from '../datasets/prepared-input.ts';
import type { InputWish } from '../datasets/read-input-wish.ts';
import { valueOrThrow } from '../models/register-checks.ts';
import type { Asked, Subject } from './question.ts';

/** What is asked of a model: its name, and what it takes. */
interface AskedModel {
  readonly name: string;
  readonly revision: Pick<ModelView['revision'], 'dataRowTypes'>;
}

export interface SubjectContext {
  readonly model: AskedModel;
  readonly organisationId: string;
  readonly wish: InputWish;
  readonly datasets: DatasetsService;
  readonly caller: Caller;
  /** Counts an address that is fetched for whoever asks; returns what gives it back. */
  readonly spendReach: () => () => void;
  readonly signal: AbortSignal;
}

/** Nobody waits longer than this for an image that has to be fetched. */
const downloadTimeoutMs = 20_000;

/**
 * Makes ready what a model is asked about.
 * @throws PatchbayError INPUT_NOT_FOUND, INPUT_DATA_ROW_UNSUPPORTED, INPUT_FILE_UNREADABLE, INPUT_TOO_OFTEN
 */
export async function readSubject(asked: Asked, context: SubjectContext): Promise<Subject> {
  switch (asked.kind) {
    case 'data-row':
      return await readDataRow(asked, context);
    case 'image':
      requireTaken('image', context.model);
      return await readLoose({ bytes: asked.bytes, sourceUrl: null }, context);
    case 'image-address':
      requireTaken('image', context.model);
      return await readLoose(await fetchImage(asked.url, context), context);
    case 'text':
    case 'html':
      requireTaken(asked.kind, context.model);
      return { prepared: prepareText(asked.kind, asked.text), frame: null };
  }
}

async function readDataRow(
  { id, frame }: Asked & { kind: 'data-row' },
  context: SubjectContext,
): Promise<Subject> {
  const { datasets, wish, model, organisationId } = context;
  const row = await datasets.getDataRow(organisationId, id);
  const isByFrame = wish.video === 'frame-by-frame' && takes(model, 'video');
  if (row.type === 'video' && (isByFrame || frame !== undefined)) {
    if (!isByFrame) requireTaken('image', model);
    return await readFrame(row, frame ?? 0, context);
  }
  if (frame !== undefined) {
    const message = `"${row.globalKey}" is of type ${row.type} and has no frames; leave the frame out.`;
    throw new PatchbayError({ code: 'INPUT_INVALID', message, details: { path: '/frame' } });
  }
  requireTaken(row.type, model);
  return { prepared: valueOrThrow(await datasets.readInput(row, wish)), frame: null };
}

async function readFrame(
  row: DataRow,
  index: number,
  { datasets, wish }: SubjectContext,
): Promise<Subject> {
  const frame = valueOrThrow(await datasets.findFrame(row, index));
  return { prepared: valueOrThrow(await datasets.readFrameInput(row, frame, wish)), frame: index };
}

async function readLoose(image: LooseImage, { datasets, wish }: SubjectContext): Promise<Subject> {
  return { prepared: valueOrThrow(await datasets.readLooseImage(image, wish.images)), frame: null };
}

/** Only an address at which there is nothing counts for good: who asks about images finds them there. */
async function fetchImage(
  url: string,
  { caller, signal, spendReach }: SubjectContext,
): Promise<LooseImage> {
  const giveBack = spendReach();
  const wanted = { url, maximumBytes: largestImageBytes, timeoutMs: downloadTimeoutMs, signal };
  const { bytes } = valueOrThrow(await caller.download(wanted));
  giveBack();
  return { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), sourceUrl: url };
}

function prepareText(type: 'text' | 'html', text: string): PreparedInput {
  return {
    input: () => (type === 'text' ? { type, text } : { type, html: text }),
    row: { type, text },
    image: null,
    fullSize: null,
  };
}

function takes({ revision }: AskedModel, type: DataRowType): boolean {
  return revision.dataRowTypes.includes(type);
}

function requireTaken(type: DataRowType, model: AskedModel): void {
  if (takes(model, type)) return;
  const types = model.revision.dataRowTypes.join(' and ');
  throw new PatchbayError({
    code: 'INPUT_DATA_ROW_UNSUPPORTED',
    message: `The model "${model.name}" takes ${types}; it cannot be asked about what is of type ${type}.`,
  });
}
