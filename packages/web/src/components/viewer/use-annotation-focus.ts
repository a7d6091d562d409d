import { useMemo, useState } from 'react';

/** What is pointed at among the annotations of a prediction, for the picture and the lists alike. */
export interface AnnotationFocus {
  /** What the pointer is on. */
  readonly highlighted: number | null;
  /** What was chosen and stays so. */
  readonly selected: number | null;
  /** What was last asked to be brought into view: another object each time it is asked. */
  readonly revealed: { readonly index: number } | null;
  highlight(index: number | null): void;
  select(index: number | null): void;
  /** Chooses one and asks for it to be brought into view. */
  reveal(index: number): void;
}

interface FocusState {
  readonly predictionId: string;
  readonly highlighted: number | null;
  readonly selected: number | null;
  readonly revealed: { readonly index: number } | null;
}

/** Forgets what was pointed at with each other prediction: an index means nothing there. */
export function useAnnotationFocus(predictionId: string): AnnotationFocus {
  const [state, setState] = useState(() => nothingOf(predictionId));
  const current = state.predictionId === predictionId ? state : nothingOf(predictionId);
  const actions = useMemo(() => {
    const change = (changes: Partial<FocusState>) =>
      setState((before) => {
        const known = before.predictionId === predictionId ? before : nothingOf(predictionId);
        // Moving the pointer within one shape changes nothing.
        const isSame = known === before && isUnchanged(before, changes);
        return isSame ? before : { ...known, ...changes };
      });
    return {
      highlight: (highlighted: number | null) => change({ highlighted }),
      select: (selected: number | null) => change({ selected }),
      reveal: (index: number) => change({ selected: index, revealed: { index } }),
    };
  }, [predictionId]);
  return { ...current, ...actions };
}

function nothingOf(predictionId: string): FocusState {
  return { predictionId, highlighted: null, selected: null, revealed: null };
}

function isUnchanged(state: FocusState, changes: Partial<FocusState>): boolean {
  return Object.entries({ ...state, ...changes }).every(
    ([name, value]) => value === state[name as keyof FocusState],
  );
}
