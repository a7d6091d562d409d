import { fail, type Outcome } from '@patchbay/core/error/outcome.ts';

/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a manifest, in the pieces of its message. */
export interface ManifestFault {
  readonly place: Place;
  /** What stands there. */
  readonly found: string;
  /** What was wanted in its place. */
  readonly wanted: string;
  /** The lines as they would be right. */
  readonly corrected: string;
}

/** A fault beside the first; its corrected lines are written only where they are shown. */
export type OtherFault = Omit<ManifestFault, 'corrected'> & { correct(): string };

/**
 * MANIFEST_INVALID with line, column, what was wanted and the corrected lines. Other faults of the same
 * file stand below, one a line.
 */
export function failManifest(
  { place, ...fault }: ManifestFault,
  others: readonly OtherFault[] = [],
  uncounted = 0,
): Outcome<never> {
  const { line, column } = place;
  const found = showLines(fault.found);
  const wanted = showLines(fault.wanted);
  const corrected = showLines(fault.corrected);
  return fail({
    code: 'MANIFEST_INVALID',
    message: `Line ${line}, column ${column}: ${found}. Wanted: ${wanted}. Corrected:\n${corrected}${listOthers(others, uncounted)}`,
    details: {
      line,
      column,
      wanted,
      corrected,
      faults: [
        { line, column, found, wanted, corrected },
        ...others.slice(0, mostOthers).map((other) => ({
          ...other.place,
          found: showLines(other.found, longestOther),
          wanted: showLines(other.wanted),
          corrected: showLines(other.correct()),
        })),
      ],
    },
  });
}

/** More faults than this are counted alone. */
const mostOthers = 10;

function listOthers(others: readonly OtherFault[], uncounted: number): string {
  const total = others.length + uncounted;
  if (total === 0) return '';
  const lines = others
    .slice(0, mostOthers)
    .map(
      ({ place, found }) =>
        `Line ${place.line}, column ${place.column}: ${showLines(found, longestOther)}.`,
    );
  const rest = total - lines.length;
  const count = total === 1 ? 'one more fault' : `${total} more faults`;
  const end = rest > 0 ? [`… and ${rest} more.`] : [];
  return [`\n\nThe file has ${count}:`, ...lines, ...end].join('\n');
}

/** More than this of what somebody wrote is no hint any more. In characters. */
const longestPiece = 600;

/** The same for faults below the first, of which there are several. */
const longestOther = 160;

/** Words about a manifest, with lines of it, fit to be shown: of control characters, line ends and tabs stay. */
function showLines(text: string, longest = longestPiece): string {
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return shown.toWellFormed().replaceAll(/[^\P{Cc}\n\t]/gu, '\ufffd');
}

/** The least that a manifest can be. */
export const smallestManifest =
  'name: My custom model\ninference_endpoint: https://models.example.com/infer';
