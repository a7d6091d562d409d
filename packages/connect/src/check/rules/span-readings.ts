import type { WrittenSpan } from '@patchbay/protocols/conformance.ts';

/** A way to count places in a text; `points` is the one that is wanted. */
export type SpanReading = 'points' | 'inclusive' | 'utf16' | 'bytes';

/** Reads spans of one text in different ways. */
export interface SpanReader {
  /** The words that a span means in a reading; null where it does not lie in the text. */
  read(reading: SpanReading, span: WrittenSpan): string | null;
  /** Whether a span begins and ends where words do. */
  isOnWords(reading: SpanReading, span: WrittenSpan): boolean;
}

/** Counts a text once, so that thousands of its spans are read fast. */
export function createSpanReader(text: string): SpanReader {
  const { pointUnits, byteUnits } = indexUnits(text);

  /** Where a span begins and ends in UTF-16 units; null where it does not lie in the text. */
  function locate(reading: SpanReading, { start, end }: WrittenSpan): [number, number] | null {
    const last = reading === 'inclusive' ? end + 1 : end;
    if (start < 0 || start > last) return null;
    const [from, to] = [unitAt(reading, start), unitAt(reading, last)];
    return from === undefined || to === undefined ? null : [from, to];
  }

  function unitAt(reading: SpanReading, place: number): number | undefined {
    switch (reading) {
      case 'points':
      case 'inclusive':
        return pointUnits[place];
      case 'utf16':
        return place <= text.length ? place : undefined;
      case 'bytes':
        return byteUnits.get(place);
    }
  }

  return {
    read(reading, span) {
      const units = locate(reading, span);
      return units && text.slice(...units);
    },
    isOnWords(reading, span) {
      const units = locate(reading, span);
      if (!units) return false;
      const [from, to] = units;
      const words = text.slice(from, to);
      return (
        words !== '' &&
        words.trim() === words &&
        words.isWellFormed() &&
        !/[\p{L}\p{N}\p{M}]$/u.test(text.slice(Math.max(0, from - 2), from)) &&
        !/^[\p{L}\p{N}\p{M}]/u.test(text.slice(to, to + 2))
      );
    },
  };
}

/** For each code point, and for the end, its place in UTF-16 units; the same by its place in bytes. */
function indexUnits(text: string) {
  const pointUnits: number[] = [];
  const byteUnits = new Map<number, number>();
  let [unit, byte] = [0, 0];
  for (const character of text) {
    pointUnits.push(unit);
    byteUnits.set(byte, unit);
    unit += character.length;
    byte += Buffer.byteLength(character);
  }
  pointUnits.push(unit);
  byteUnits.set(byte, unit);
  return { pointUnits, byteUnits };
}
