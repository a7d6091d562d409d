/**
 * Of saves of a run only so many are told, in milliseconds: each wakes all processes, and nobody shows
 * numbers more often than half as often. After the last, watchers look by themselves within a second.
 */
const tellEveryMs = 100;

/** Says whether a save of a run is to be told: not where another one was just before. */
export function createToldSaves(now: () => number = () => performance.now()) {
  const toldAt = new Map<string, number>();

  return (runId: string): boolean => {
    const at = now();
    for (const [id, told] of toldAt) if (at - told >= tellEveryMs) toldAt.delete(id);
    if (toldAt.has(runId)) return false;
    toldAt.set(runId, at);
    return true;
  };
}
