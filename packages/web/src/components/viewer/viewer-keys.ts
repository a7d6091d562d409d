import type { KeyLine } from '../key-help.tsx';

/** What keys do to whatever is looked at; `docs/how-to/look-at-predictions.md` has the same list. */
export const viewerKeys: readonly KeyLine[] = [
  { keys: ['+', '−'], does: 'Zoom in, zoom out' },
  { keys: ['0'], does: 'Show the whole picture' },
  { keys: ['Shift + arrows'], does: 'Move the picture that has the focus' },
  { keys: ['↑', '↓'], does: 'Go through the list of annotations that has the focus' },
  { keys: ['Z', 'Enter'], does: 'Zoom to the selected annotation' },
  { keys: ['Esc'], does: 'Let go of it' },
  { keys: ['[', ']'], does: 'Lower, raise the threshold of confidence' },
  { keys: ['H'], does: 'Hide the annotations, show them again' },
];
