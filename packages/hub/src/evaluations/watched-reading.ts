/** What was read stays good for so many times as long as it took: at most a fifth of the time is spent on reading. */
const restPerReading = 4;

/**
 * Reads what changes while many watch it: those who ask while it is being read, and for a while after, get the
 * same. A reading that fails is told to who waits for it, and forgotten.
 */
export function createWatchedReading<Value>() {
  const known = new Map<string, Promise<Value>>();

  async function begin(key: string, read: () => Promise<Value>): Promise<Value> {
    const startedAt = performance.now();
    let restMs = 0;
    try {
      const value = await read();
      restMs = restPerReading * (performance.now() - startedAt);
      return value;
    } finally {
      setTimeout(() => known.delete(key), restMs).unref();
    }
  }

  return (key: string, read: () => Promise<Value>): Promise<Value> => {
    const there = known.get(key);
    if (there !== undefined) return there;
    const reading = begin(key, read);
    known.set(key, reading);
    return reading;
  };
}
