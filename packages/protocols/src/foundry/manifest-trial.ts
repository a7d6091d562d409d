import { parseDocument } from 'yaml';

/**
 * Line (from 0) of the first error that a text of changed lines still has: infinite where it has none, -1
 * where nothing more is tried.
 */
export type Trial = (lines: readonly string[]) => number;

/** So many changes are tried for one message: each reads the whole file. */
const mostTrials = 4;

/** Tries changes of a broken manifest, up to a number. */
export function createTrial(): Trial {
  let tried = 0;
  return (lines) => {
    if (tried === mostTrials) return -1;
    tried += 1;
    const text = lines.join('\n');
    // Keys that stand twice are found by comparing each with each, and are no matter here.
    const options = { prettyErrors: false, uniqueKeys: false };
    const [error] = parseDocument(text, options).errors;
    if (!error) return Number.POSITIVE_INFINITY;
    return text.slice(0, error.pos[0]).split('\n').length - 1;
  };
}
