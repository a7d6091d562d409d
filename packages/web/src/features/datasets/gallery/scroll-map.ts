/** Browsers draw nothing beyond some 17 million pixels, and lose fractions of pixels long before. */
const longestTrack = 4_000_000;

/** At its two ends a track is as long as what it stands for, so that both are reached by a pixel at a time. */
const endShare = 0.25;

/**
 * How a place of the scrollbar and a place in the content belong together, both in CSS pixels from the top:
 * the same as long as the content is not longer than a browser can draw, and else pressed together in between.
 */
export interface ScrollMap {
  /** How far the scrollbar goes. */
  readonly track: number;
  /** How far the content goes. */
  readonly range: number;
  toContent(track: number): number;
  toTrack(content: number): number;
}

/** The map for content whose first pixel in view may go as far as `range`. */
export function createScrollMap(range: number, longest = longestTrack): ScrollMap {
  if (range <= longest) {
    return { track: range, range, toContent: (place) => place, toTrack: (place) => place };
  }
  const end = longest * endShare;
  const scale = (range - 2 * end) / (longest - 2 * end);
  return {
    track: longest,
    range,
    toContent(place) {
      if (place <= end) return place;
      if (place >= longest - end) return range - (longest - place);
      return end + (place - end) * scale;
    },
    toTrack(place) {
      if (place <= end) return place;
      if (place >= range - end) return longest - (range - place);
      return end + (place - end) / scale;
    },
  };
}
