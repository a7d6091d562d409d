import { hashText } from '@patchbay/core/text/hash-text.ts';
import type { RunDraft } from './run-draft.ts';

/** As many ids as an address carries through every server on its way. */
export const mostInAddress = 40;

const place = 'patchbay chosen rows';

/** Where a window keeps what is too long for its address. */
type Keeper = Pick<Storage, 'getItem' | 'setItem'>;

/** The draft as its address says it: rows beyond what fits are kept in the window, and named. */
export function keepRows(draft: RunDraft, keeper: Keeper): RunDraft {
  const { chosen } = draft;
  if (chosen.length <= mostInAddress) return { ...draft, kept: undefined };
  const ids = JSON.stringify(chosen);
  const kept = hashText(ids).toString(36);
  try {
    keeper.setItem(place, JSON.stringify({ kept, chosen }));
  } catch {
    // A window that keeps nothing forgets the rows when it is left; until then they stand on the page.
  }
  return { ...draft, chosen: [], kept };
}

/** The draft with the rows that its address names; without those that another window keeps. */
export function findKeptRows(draft: RunDraft, keeper: Keeper): RunDraft {
  const { kept, ...rest } = draft;
  if (kept === undefined) return draft;
  try {
    const found: unknown = JSON.parse(keeper.getItem(place) ?? 'null');
    if (isKept(found) && found.kept === kept) return { ...rest, chosen: found.chosen };
  } catch {
    // Not what was kept: nothing is chosen then, and the page says so.
  }
  return rest;
}

function isKept(found: unknown): found is { kept: string; chosen: string[] } {
  return typeof found === 'object' && found !== null && 'kept' in found && 'chosen' in found;
}
