import { type PredictOptions, type PredictResult, predict } from '@patchbay/connect/predict.ts';
import { scaleAnnotation } from '@patchbay/core/annotation/scale-annotation.ts';
import { type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import {
  addCoordinates,
  type CoordinateCounts,
  countCoordinates,
} from '@patchbay/core/run/coordinate-counts.ts';
import type { ModelAnswer } from '@patchbay/protocols/prediction-protocol.ts';
import { type Awaitable, goOn } from '../../awaitable.ts';
import type { PreparedInput } from '../../datasets/prepared-input.ts';
import { inPieces } from './in-pieces.ts';

export interface AskOptions extends Omit<PredictOptions, 'input' | 'row' | 'assetReference'> {
  readonly prepared: PreparedInput;
}

export interface AskResult extends PredictResult {
  /** What the coordinates look like in the size in which the image was sent; empty where there are none. */
  readonly coordinates: CoordinateCounts;
}

/**
 * Asks a model once about a prepared input; what it draws comes back in pixels of the whole image.
 * @throws PatchbayError where there is nothing to send, or we ourselves failed; the reason of the signal.
 */
export async function askModel(options: AskOptions): Promise<AskResult> {
  const { prepared, signal } = options;
  const { image, row } = prepared;
  const assetReference = image ? `sha256:${image.hash}` : undefined;
  try {
    const result = await predict({ ...options, input: prepared.input(), row, assetReference });
    const settling = settleAnswer(result.outcome, prepared);
    const { outcome, coordinates } = settling instanceof Promise ? await settling : settling;
    return { ...result, outcome, coordinates };
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof PatchbayError ? error : unforeseen(error);
  }
}

type Settled = Pick<AskResult, 'outcome' | 'coordinates'>;

/**
 * What the model drew in pixels of the whole image, and what its coordinates look like in the size in
 * which the image was sent.
 */
export function settleAnswer(
  outcome: Outcome<ModelAnswer>,
  prepared: Pick<PreparedInput, 'row' | 'image' | 'fullSize'>,
): Awaitable<Settled> {
  if (!outcome.ok) return { outcome, coordinates: {} };
  return goOn(countLooks(outcome.value, prepared), (coordinates) =>
    goOn(restore(outcome.value, prepared), (answer) => ({
      outcome: succeed(answer, outcome.warnings),
      coordinates,
    })),
  );
}

function countLooks(
  { annotations }: ModelAnswer,
  { row }: Pick<PreparedInput, 'row'>,
): Awaitable<CoordinateCounts> {
  if (row.type !== 'image' && row.type !== 'video') return {};
  const { size } = row;
  return goOn(
    inPieces(annotations, (piece) => countCoordinates(piece, size)),
    addCoordinates,
  );
}

function restore(
  answer: ModelAnswer,
  { image, fullSize }: Pick<PreparedInput, 'image' | 'fullSize'>,
): Awaitable<ModelAnswer> {
  if (!image || !fullSize || image.scale === 1) return answer;
  const scaling = inPieces(answer.annotations, (piece) =>
    piece.map((it) => scaleAnnotation(it, image, fullSize)),
  );
  return goOn(scaling, (pieces) => ({ ...answer, annotations: pieces.flat() }));
}

/** A mistake of ours while one item is called must not hold up the others: the item fails with it. */
function unforeseen(cause: unknown): PatchbayError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `Patchbay itself failed on this item: ${reason}.`;
  return new PatchbayError({ code: 'INTERNAL', message, cause });
}
