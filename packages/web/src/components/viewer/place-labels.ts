import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';

/** A label that wants a place beside its shape. All in CSS pixels of the stage. */
export interface WantedLabel {
  /** Where its shape lies. */
  readonly around: Box;
  readonly width: number;
  /** Whether it has a place even where that covers others: what is pointed at. */
  readonly isForced?: boolean;
}

/** A label with its upper left corner on the stage. */
export interface PlacedLabel<Label> {
  readonly label: Label;
  readonly x: number;
  readonly y: number;
}

/** In CSS pixels. */
export const labelHeight = 18;

/** More labels than this help nobody, and so many are tried at most. */
const limits = { placed: 80, tried: 400 };

/**
 * Gives labels places where none covers another: above their shape, in it, below or beside it. The first ones
 * choose first; one for which there is no room is left out, and appears when its shape is pointed at.
 */
export function placeLabels<Label extends WantedLabel>(
  labels: readonly Label[],
  stage: ImageSize,
): PlacedLabel<Label>[] {
  const taken: Box[] = [];
  const placed: PlacedLabel<Label>[] = [];
  for (const label of labels.slice(0, limits.tried)) {
    if (placed.length === limits.placed) break;
    const places = listPlaces(label, stage);
    const free = places.find((place) => !taken.some((other) => overlap(place, other)));
    const place = free ?? (label.isForced ? places[0] : undefined);
    if (!place) continue;
    taken.push(place);
    placed.push({ label, x: place.x, y: place.y });
  }
  return placed;
}

/** Where a label may stand, best first; never outside of the stage. */
function listPlaces({ around: shape, width }: WantedLabel, stage: ImageSize): Box[] {
  const [left, right] = [shape.x, shape.x + shape.width];
  const [top, bottom] = [shape.y, shape.y + shape.height];
  const corners: readonly (readonly [number, number])[] = [
    [left, top - labelHeight],
    [left, top + 1],
    [left, bottom],
    [right - width, top - labelHeight],
    [right - width, bottom],
    [right + 1, top],
    [left - width - 1, top],
    [left, bottom - labelHeight - 1],
  ];
  return corners.map(([x, y]) => ({
    x: clamp(x, stage.width - width),
    y: clamp(y, stage.height - labelHeight),
    width,
    height: labelHeight,
  }));
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
