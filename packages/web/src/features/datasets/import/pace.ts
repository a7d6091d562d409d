/** How much of the time that has passed counts. */
const windowMs = 5000;

/** Less time than this says nothing. */
const shortestMs = 500;

/** Tells how many bytes a second are sent of late. */
export function createPace(now: () => number = () => performance.now()) {
  const notes: { at: number; bytes: number }[] = [{ at: now(), bytes: 0 }];
  return {
    /** Takes down how many bytes have been sent by now; null while too little time has passed. */
    note(bytes: number): number | null {
      const at = now();
      notes.push({ at, bytes });
      while (notes.length > 2 && at - (notes[1]?.at ?? at) > windowMs) notes.shift();
      const first = notes[0];
      if (!first || at - first.at < shortestMs) return null;
      return ((bytes - first.bytes) / (at - first.at)) * 1000;
    },
  };
}
