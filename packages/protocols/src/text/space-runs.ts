/** What is beyond the white space at each place of a text. */
export interface SpaceRuns {
  /** The place where the white space that ends at a place begins. */
  skipBack(place: number): number;
  /** The place where the white space that begins at a place ends. */
  skip(place: number): number;
}

/** Measures all white space of a text once. */
export function measureSpaces(text: string): SpaceRuns {
  const starts = new Int32Array(text.length + 1);
  const ends = new Int32Array(text.length + 1);
  for (let place = 1; place <= text.length; place += 1) {
    starts[place] = isSpace(text, place - 1) ? (starts[place - 1] ?? 0) : place;
  }
  ends[text.length] = text.length;
  for (let place = text.length - 1; place >= 0; place -= 1) {
    ends[place] = isSpace(text, place) ? (ends[place + 1] ?? 0) : place;
  }
  return {
    skipBack: (place) => starts[place] ?? place,
    skip: (place) => ends[place] ?? place,
  };
}

function isSpace(text: string, place: number): boolean {
  const unit = text.charCodeAt(place);
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return /\s/.test(text.charAt(place));
}
