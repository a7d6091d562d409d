import type { Redact } from './redact.ts';

/** Takes secrets out of words that come in pieces: one may begin in a piece and end in the next. */
export interface PieceRedactor {
  /** What may be shown after this piece; what may be the beginning of a secret is kept until more is known. */
  push(text: string): string;
  /** What was kept, at the end. */
  end(): string;
}

export function createPieceRedactor(redact: Redact): PieceRedactor {
  let kept = '';
  return {
    push(text) {
      const known = redact(kept + text);
      const shown = known.length - redact.countBegun(known);
      kept = known.slice(shown);
      return known.slice(0, shown);
    },
    end() {
      const rest = kept;
      kept = '';
      return rest;
    },
  };
}
