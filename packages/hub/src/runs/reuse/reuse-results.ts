import { scaleAnnotation } from '@patchbay/core/annotation/scale-annotation.ts';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import {
  addCoordinates,
  type CoordinateCounts,
  countCoordinates,
} from '@patchbay/core/run/coordinate-counts.ts';
import { fitSide } from '../../datasets/images/fit-side.ts';
import type { InputWish } from '../../datasets/read-input-wish.ts';
import type { FinishedItem } from '../engine/finished-item.ts';
import { inPieces } from '../engine/in-pieces.ts';
import type { PendingItem } from '../item-store.ts';
import type { EarlierResult, ReuseStore, StoredResult } from './reuse-store.ts';

/** Items that are looked up at once, and bytes of documents that are read at once. */
const rowsAtOnce = 100;
const bytesAtOnce = 2_000_000;

export interface ReuseParts {
  organisationId: string;
  run: Pick<RunView, 'id' | 'model'>;
  /** How the model wants what it is given. */
  wish: Outcome<InputWish>;
  reuse: ReuseStore;
  /** Reads and saves nothing more once it is aborted. */
  stop: AbortSignal;
  save: (finished: FinishedItem) => Promise<void>;
  /** Told what a look-up failed of: its items are left. */
  onError: (error: unknown) => void;
}

/**
 * Ends items with the results of equal ones, without sending them: no call, no attempt, no place at the
 * gates of the model. Returns those that are left to be sent. What cannot be found, or is gone by the time
 * it is read, is left as well: then the model is asked, and nothing is lost but a call. Rejects where
 * something cannot be saved, unless the work was stopped meanwhile.
 */
export async function reuseResults(
  parts: ReuseParts,
  items: readonly PendingItem[],
): Promise<PendingItem[]> {
  const { wish } = parts;
  if (!wish.ok) return [...items];
  const left: PendingItem[] = [];
  for (let start = 0; start < items.length && !parts.stop.aborted; start += rowsAtOnce) {
    const batch = items.slice(start, start + rowsAtOnce);
    const ended = await endEqual(parts, wish.value, batch);
    left.push(...batch.filter((item) => !ended.has(item.id)));
  }
  return left;
}

/** Ends those of the items that have equal ones, and returns their ids. */
async function endEqual(
  { organisationId, run, reuse, stop, save, onError }: ReuseParts,
  wish: InputWish,
  items: readonly PendingItem[],
): Promise<Set<string>> {
  const ended = new Set<string>();
  const itemsByRow = new Map(items.map((item) => [item.dataRowId, item]));
  const look = { dataRowIds: [...itemsByRow.keys()], byAddress: fetchesOriginals(wish) };
  /** What cannot be looked up is not found. */
  const orNone = <Found>(looking: Promise<Found>, none: Found): Promise<Found> =>
    looking.catch((error: unknown) => {
      onError(error);
      return none;
    });
  const found = await orNone(reuse.find({ organisationId, runId: run.id }, look), []);
  for (const slice of divide(found)) {
    if (stop.aborted) break;
    const itemIds = slice.map(({ itemId }) => itemId);
    const reading = reuse.read(organisationId, run.model.revisionId, itemIds);
    const results = await orNone(reading, new Map());
    const finished: FinishedItem[] = [];
    for (const earlier of slice) {
      const item = itemsByRow.get(earlier.dataRowId);
      const result = results.get(earlier.itemId);
      if (item && result) finished.push(await finishWith(item, result, earlier, wish));
    }
    const saving = await Promise.allSettled(finished.map(save));
    const failure = saving.find(({ status }) => status === 'rejected');
    if (failure?.status === 'rejected' && !stop.aborted) throw failure.reason;
    for (const { item } of finished) ended.add(item.id);
  }
  return ended;
}

function fetchesOriginals({ images, video }: InputWish): boolean {
  return images.delivery === 'original-url' || video === 'url';
}

/** Slices whose documents together are not too much to be in memory at once; each has one in any case. */
function divide(found: readonly EarlierResult[]): EarlierResult[][] {
  const slices: EarlierResult[][] = [];
  let room = 0;
  for (const earlier of found) {
    const slice = slices.at(-1);
    room -= earlier.bytes;
    if (slice && room >= 0) slice.push(earlier);
    else {
      slices.push([earlier]);
      room = bytesAtOnce - earlier.bytes;
    }
  }
  return slices;
}

/** Tokens are left out: this run used none. */
async function finishWith(
  item: PendingItem,
  { sourceId, annotations, warnings, reportedVersion, reading }: StoredResult,
  { size }: EarlierResult,
  wish: InputWish,
): Promise<FinishedItem> {
  const coordinates = size ? await lookAtCoordinates(annotations, size, wish) : {};
  return {
    item,
    attempts: [],
    result: { ok: true, annotations, warnings, reportedVersion, reading, usage: null },
    reused: { itemId: sourceId, coordinates },
  };
}

/** They are counted in the size in which the image was sent, as those of a call are. */
async function lookAtCoordinates(
  annotations: StoredResult['annotations'],
  size: { width: number; height: number },
  wish: InputWish,
): Promise<CoordinateCounts> {
  const sent = fitSide(size, wish.images.maximumSide);
  // Masks look like nothing, and are much work to draw in another size.
  const drawn = annotations.filter(({ kind }) => kind !== 'mask');
  const counts = await inPieces(drawn, (piece) =>
    countCoordinates(
      piece.map((it) => scaleAnnotation(it, size, sent)),
      sent,
    ),
  );
  return addCoordinates(counts);
}
