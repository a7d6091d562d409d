import { comparePredictions, usualOverlap } from '@patchbay/core/prediction/compare-predictions.ts';
import type { ShownPrediction } from './use-prediction-display.ts';
import { type IndexedAnnotation, indexAnnotations, isVisible } from './visible-annotations.ts';

/** What became of an annotation between two predictions. */
export const differences = ['removed', 'added', 'changed', 'same'] as const;
export type Difference = (typeof differences)[number];

/** What a person has chosen to see of two predictions. */
export interface ComparisonChoices {
  /** Which of both are shown: each is 0 to 1, where 0 hides it. */
  readonly opacity: { readonly one: number; readonly other: number };
  /** The second is drawn solid, and the first dashed. */
  readonly isSwapped: boolean;
  readonly hidden: ReadonlySet<Difference>;
  /** Whether what is the same in both steps back. */
  readonly isDifferenceStressed: boolean;
  readonly threshold: number;
}

/** Both, and what differs before what does not. */
export const firstChoices: ComparisonChoices = {
  opacity: { one: 1, other: 1 },
  isSwapped: false,
  hidden: new Set(),
  isDifferenceStressed: true,
  threshold: 0,
};

/** How far what is the same in both steps back. */
const faint = 0.25;

/** Two predictions over each other as viewers and lists take them. */
export interface ComparedDisplay {
  readonly counts: { readonly [difference in Difference]: number };
  readonly marked: readonly IndexedAnnotation[];
  /** Each thing once: of what both have, that of the first. */
  readonly listed: readonly IndexedAnnotation[];
  /** What became of an annotation of the list, by its place. */
  noteOf(index: number): Difference | null;
}

/**
 * Lays two predictions over each other: the places of the first stay, those of the other are counted on from
 * there, so that each has its own.
 */
export function compareForDisplay(
  one: ShownPrediction,
  other: ShownPrediction,
  choices: ComparisonChoices,
  leastOverlap = usualOverlap,
): ComparedDisplay {
  const { hidden, isDifferenceStressed, isSwapped, opacity, threshold } = choices;
  const visibility = { hiddenClasses: new Set<string>(), threshold };
  const kept = [one, other].map(({ annotations }) =>
    indexAnnotations(annotations).filter(({ annotation }) => isVisible(annotation, visibility)),
  );
  const [first = [], second = []] = kept;
  const found = comparePredictions(
    first.map(({ annotation }) => annotation),
    second.map(({ annotation }) => annotation),
    leastOverlap,
  );
  const offset = one.annotations.length;
  const notes = new Map<number, Difference>();
  const note = (difference: Difference, place: number | undefined) => {
    if (place !== undefined) notes.set(place, difference);
  };
  for (const difference of ['same', 'changed'] as const) {
    for (const pair of found[difference]) {
      note(difference, first[pair.one]?.index);
      note(difference, offset + (second[pair.other]?.index ?? 0));
    }
  }
  for (const place of found.removed) note('removed', first[place]?.index);
  for (const place of found.added) note('added', offset + (second[place]?.index ?? 0));

  const isShown = ({ index }: IndexedAnnotation) => !hidden.has(notes.get(index) ?? 'same');
  const dim = (index: number) => (isDifferenceStressed && notes.get(index) === 'same' ? faint : 1);
  const ofOne = first
    .map((entry) => ({ ...entry, isOther: isSwapped, opacity: opacity.one * dim(entry.index) }))
    .filter(isShown);
  const ofOther = second
    .map(({ annotation, index }) => ({
      annotation,
      index: offset + index,
      isOther: !isSwapped,
      opacity: opacity.other * dim(offset + index),
    }))
    .filter(isShown);
  const added = ofOther.filter(({ index }) => notes.get(index) === 'added');
  return {
    counts: {
      same: found.same.length,
      changed: found.changed.length,
      removed: found.removed.length,
      added: found.added.length,
    },
    marked: [...(opacity.one > 0 ? ofOne : []), ...(opacity.other > 0 ? ofOther : [])],
    listed: [...ofOne, ...added].toSorted((a, b) => rank(notes, a) - rank(notes, b)),
    noteOf: (index) => notes.get(index) ?? null,
  };
}

/** What differs stands before what is the same. */
function rank(notes: ReadonlyMap<number, Difference>, { index }: IndexedAnnotation): number {
  return differences.indexOf(notes.get(index) ?? 'same');
}
