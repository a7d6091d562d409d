import type { StoredFrame } from '@patchbay/core/data-row/video-frame.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { PatchbayError, type Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import { type Awaitable, goOn } from '../../awaitable.ts';
import type { DataRow } from '../../datasets/data-row.ts';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import type { PreparedInput } from '../../datasets/prepared-input.ts';
import type { InputWish } from '../../datasets/read-input-wish.ts';

/** What one call is to send: a whole data row, or one frame of a video. */
export interface ItemInput {
  readonly prepared: PreparedInput;
  readonly frame: StoredFrame | null;
}

/** Reads what is sent of a data row. */
export type InputReader = Pick<DatasetsService, 'readInput' | 'sampleFrames' | 'readFrameInput'>;

interface InputContext {
  readonly configuration: Pick<ModelConfiguration, 'dataRowTypes'>;
  /** How the model wants what it is given; a connection that cannot be read is the problem of each item. */
  readonly wish: Outcome<InputWish>;
  readonly datasets: InputReader;
}

/** Reads one frame when its turn comes. @throws PatchbayError */
export type ReadFrame = () => Promise<ItemInput>;

/** What is to be sent for an item: one input, or the sampled frames of a video. */
export type ItemInputs = ItemInput | readonly ReadFrame[];

/**
 * Reads what is to be sent for an item. Each frame of a video is read when it is asked for, so that one is in
 * memory at a time. A row that the model does not take is the problem of this item alone.
 * @throws PatchbayError
 */
export function readItemInputs(
  dataRow: DataRow | undefined,
  { configuration, wish: wanted, datasets }: InputContext,
): Awaitable<ItemInputs> {
  const row = requireTaken(dataRow, configuration.dataRowTypes);
  const wish = valueOrThrow(wanted);
  if (row.type !== 'video' || wish.video !== 'frame-by-frame') {
    return goOn(datasets.readInput(row, wish), wholeInput);
  }
  return datasets.sampleFrames(row, wish).then((frames) =>
    valueOrThrow(frames).map((frame) => async () => ({
      prepared: valueOrThrow(await datasets.readFrameInput(row, frame, wish)),
      frame,
    })),
  );
}

function wholeInput(read: Outcome<PreparedInput>): ItemInput {
  return { prepared: valueOrThrow(read), frame: null };
}

/** The same problem with the frame in its words, so that a person finds it. */
export function nameFrame(problem: Problem, { index, timeMs }: StoredFrame): Problem {
  const seconds = Number((timeMs / 1000).toFixed(3));
  return { ...problem, message: `Frame ${index} (at ${seconds} s): ${problem.message}` };
}

function requireTaken(dataRow: DataRow | undefined, types: readonly string[]): DataRow {
  if (!dataRow) {
    throw new PatchbayError({
      code: 'INPUT_NOT_FOUND',
      message: 'The data row was removed from its dataset after the run had been planned.',
    });
  }
  if (types.includes(dataRow.type)) return dataRow;
  throw new PatchbayError({
    code: 'INPUT_DATA_ROW_UNSUPPORTED',
    message: `"${dataRow.globalKey}" is of type ${dataRow.type}; the model takes ${types.join(' and ')}.`,
  });
}

function valueOrThrow<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new PatchbayError(outcome.problem);
}
