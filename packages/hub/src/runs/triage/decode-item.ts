import type { AnswerDecoder } from '@patchbay/connect/decode/answer-decoder.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { addCoordinates, type CoordinateCounts } from '@patchbay/core/run/coordinate-counts.ts';
import { type FrameAnswer, joinFrameAnswers } from '@patchbay/protocols/answer/frame-answers.ts';
import type {
  ModelAnswer,
  PredictionProtocol,
  ProtocolContext,
} from '@patchbay/protocols/prediction-protocol.ts';
import type { DataRow } from '../../datasets/data-row.ts';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import type { InputWish } from '../../datasets/read-input-wish.ts';
import type { AssetStorage } from '../../storage/asset-storage.ts';
import { readKeptBody } from '../../storage/kept-body.ts';
import { settleAnswer } from '../engine/ask-model.ts';
import { describeAnswered } from './answered-row.ts';
import type { MadeCall, StoredAnswer } from './decode-store.ts';
import { findAnswers } from './find-answers.ts';

/** All that the items of a step have in common. */
export interface DecodeContext {
  readonly protocol: PredictionProtocol;
  /** As which revision the answers are read. */
  readonly reading: ProtocolContext<{ url: string }>;
  /** How the run had its inputs sent: by its own revision. */
  readonly wish: InputWish;
  readonly datasets: DatasetsService;
  readonly storage: AssetStorage;
  readonly decoder: AnswerDecoder;
}

/** What was read. */
export interface DecodedItem {
  readonly answer: ModelAnswer;
  readonly coordinates: CoordinateCounts;
}

/** What is stored of the calls of one item. */
export interface StoredItem {
  readonly dataRow: DataRow | undefined;
  readonly calls: readonly MadeCall[];
  readAnswers(callIds: readonly string[]): Promise<ReadonlyMap<string, StoredAnswer>>;
}

/**
 * Reads the stored answer of an item as a call would have read it: in the size in which the image was
 * sent, mapped back to the whole, the frames of a video joined. Nothing is sent anywhere.
 */
export async function decodeItem(
  item: StoredItem,
  context: DecodeContext,
): Promise<Outcome<DecodedItem>> {
  try {
    return await readItem(item, context);
  } catch (error) {
    if (error instanceof PatchbayError) return fail(error.toProblem());
    const reason = error instanceof Error ? error.message : String(error);
    return fail({ code: 'INTERNAL', message: `Patchbay itself failed on this item: ${reason}.` });
  }
}

async function readItem(
  { dataRow, calls, readAnswers }: StoredItem,
  context: DecodeContext,
): Promise<Outcome<DecodedItem>> {
  if (!dataRow) {
    return fail({ code: 'INPUT_NOT_FOUND', message: 'The data row was removed from its dataset.' });
  }
  const { wish, datasets } = context;
  const sampled = dataRow.type === 'video' ? await sampleFrames(dataRow, wish, datasets) : null;
  if (sampled && !sampled.ok) return sampled;
  const isByFrame = sampled !== null && wish.video === 'frame-by-frame';
  const found = findAnswers(calls, isByFrame ? sampled.value : [null]);
  if (!found.ok) return found;
  const stored = await readAnswers(found.value.map(({ callId }) => callId));
  const answers: FrameAnswer[] = [];
  const coordinates: CoordinateCounts[] = [];
  for (const { frame, callId } of found.value) {
    const answer = stored.get(callId);
    if (!answer) return fail({ code: 'RUN_EXCHANGE_REMOVED', message: 'It was removed just now.' });
    const described = describeAnswered(dataRow, answer.image, {
      frames: sampled?.value ?? [],
      isFrame: frame !== null,
    });
    const { outcome, coordinates: looks } = await settleAnswer(
      await decodeAnswer(answer, described.row, context),
      described,
    );
    if (!outcome.ok) return outcome;
    if (frame === null)
      return succeed({ answer: outcome.value, coordinates: looks }, outcome.warnings);
    answers.push({ frame, answer: outcome.value, warnings: outcome.warnings });
    coordinates.push(looks);
  }
  const { answer, warnings } = joinFrameAnswers(answers);
  return succeed({ answer, coordinates: addCoordinates(coordinates) }, warnings);
}

/** Indices of the frames that were sent; none where the address of the whole video was. */
async function sampleFrames(
  dataRow: DataRow,
  wish: InputWish,
  datasets: DatasetsService,
): Promise<Outcome<number[]>> {
  if (wish.video === 'url') return succeed([]);
  const sampled = await datasets.sampleFrames(dataRow, wish);
  return sampled.ok ? succeed(sampled.value.map(({ index }) => index)) : sampled;
}

async function decodeAnswer(
  answer: StoredAnswer,
  row: ReturnType<typeof describeAnswered>['row'],
  { protocol, reading, storage, decoder }: DecodeContext,
): Promise<Outcome<ModelAnswer>> {
  const body = await readKeptBody(answer, storage).catch((error: unknown) => {
    if (error instanceof PatchbayError && error.code === 'STORAGE_ASSET_MISSING') return null;
    throw error;
  });
  if (body === null) {
    const message = 'The file with the answer is not in the storage any more.';
    return fail({ code: 'RUN_EXCHANGE_REMOVED', message });
  }
  const response = { status: answer.status, headers: answer.headers, body };
  return await decoder.decodeAnswer(protocol, { response, row, context: reading });
}
