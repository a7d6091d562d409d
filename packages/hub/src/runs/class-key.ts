import { hash } from 'node:crypto';

/**
 * The number that stands for a class of a run in `prediction_classes`: the first eight bytes of the SHA-256 of
 * both. Eight bytes in place of a run and a name make the rows and their index half as large; a table of
 * names would have to be asked, and added to, before each save.
 */
export function classKey(runId: string, name: string): bigint {
  return hash('sha256', `${runId.toLowerCase()}/${name}`, 'buffer').readBigInt64BE();
}

/** The same for many rows of few classes, each of which is computed once. */
export function createClassKeys(): typeof classKey {
  const known = new Map<string, bigint>();
  let lastRunId = '';
  return (runId, name) => {
    if (runId !== lastRunId) known.clear();
    lastRunId = runId;
    const key = known.get(name) ?? classKey(runId, name);
    known.set(name, key);
    return key;
  };
}
