import type { ImportFormat } from '@patchbay/core/api/dataset-routes.ts';
import { useSyncExternalStore } from 'react';
import type { ChosenFiles } from './chosen-files.ts';
import { type ImportJob, startImport } from './import-job.ts';
import { type ImportState, isUnderWay } from './import-state.ts';

/** The imports of this tab by their datasets. They go on while other pages are looked at. */
const jobs = new Map<string, ImportJob>();
const watchers = new Set<() => void>();

/** Pages hear so often at most. */
const tellEveryMs = 100;
let isTelling = false;

function tell(): void {
  if (isTelling) return;
  isTelling = true;
  setTimeout(() => {
    isTelling = false;
    for (const watcher of watchers) watcher();
  }, tellEveryMs);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** The browser asks before it closes a tab that is sending. */
function warn(event: BeforeUnloadEvent): void {
  if ([...jobs.values()].some((job) => isUnderWay(job.state))) event.preventDefault();
}

/** Begins an import into a dataset, in place of the one that was shown. */
export function beginImport(
  datasetId: string,
  choose: (onFound: (count: number) => void) => Promise<ChosenFiles>,
  wanted: { format: ImportFormat | null; onEnd: () => void },
): void {
  window.addEventListener('beforeunload', warn);
  jobs.set(datasetId, startImport(datasetId, choose, { ...wanted, onChange: tell }));
  tell();
}

/** The import into a dataset that goes on in this tab, or went on in it last; null where there is none. */
export function useImport(datasetId: string): { job: ImportJob; state: ImportState } | null {
  const state = useSyncExternalStore(watch, () => jobs.get(datasetId)?.state ?? null);
  const job = jobs.get(datasetId);
  return job && state ? { job, state } : null;
}

/** Takes an import that has ended off the page. */
export function dismissImport(datasetId: string): void {
  jobs.delete(datasetId);
  tell();
}
