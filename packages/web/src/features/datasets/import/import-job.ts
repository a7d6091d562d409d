import type { ImportFormat, ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import { addReport } from '@patchbay/core/dataset-import/import-totals.ts';
import type { FailedFile } from '@patchbay/core/dataset-import/shared-names.ts';
import type { ChosenFile, ChosenFiles } from './chosen-files.ts';
import { appendToLog, clearLog, type LogEntry } from './import-log.ts';
import { type ImportPlan, planImport } from './import-plan.ts';
import { type ImportState, noImport } from './import-state.ts';
import { forgetImport, keepImport, readKeptImport } from './kept-import.ts';
import { createPace } from './pace.ts';
import { sendBatch } from './send-batch.ts';

/** A hub that does not answer is tried again after this time, and after twice as long each time. */
const firstWaitMs = 1000;
const longestWaitMs = 30_000;

/** An import into a dataset, on its way. It goes on whatever page is open, until the tab is closed. */
export interface ImportJob {
  readonly state: ImportState;
  /** Halts after the files that are under way. */
  pause(): void;
  /** Goes on, or tries the hub again at once. */
  resume(): void;
  /** Ends it. What was sent stays. */
  cancel(): void;
}

/** Begins an import. `onChange` hears of every change of its state, `onEnd` when nothing more comes. */
export function startImport(
  datasetId: string,
  choose: (onFound: (count: number) => void) => Promise<ChosenFiles>,
  wanted: { format: ImportFormat | null; onChange: () => void; onEnd: () => void },
): ImportJob {
  let state: ImportState = noImport;
  const stopped = new AbortController();
  const { signal } = stopped;
  let wake: () => void = () => {};
  let isPaused = false;

  function change(changes: Partial<ImportState>): void {
    state = { ...state, ...changes };
    wanted.onChange();
  }

  /** Until somebody goes on, ends it, or the time is over. */
  async function wait(ms?: number): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (ms !== undefined) setTimeout(resolve, ms);
    });
  }

  async function log(entries: readonly LogEntry[]): Promise<void> {
    const first = state.logged;
    change({ logged: first + entries.length });
    await appendToLog(datasetId, first, entries);
  }

  async function logFailed(failed: readonly FailedFile[]): Promise<void> {
    change({ report: { ...state.report, failedCount: state.report.failedCount + failed.length } });
    await log(failed.map(toEntry));
  }

  async function take(report: ImportReport): Promise<void> {
    const { failed, failedCount, leftOut } = report;
    const total = structuredClone(state.report);
    addReport(total, { ...report, failed: [], leftOut: { ...leftOut, names: [] } });
    const unlisted = failedCount - failed.length + leftOut.count - leftOut.names.length;
    change({ report: total, unlisted: state.unlisted + unlisted });
    await log([...failed.map(toEntry), ...leftOut.names.map(toLeftOut)]);
  }

  /** Sends files until they are answered. False where the import has ended. */
  async function send(format: ImportFormat, batch: readonly ChosenFile[]): Promise<boolean> {
    const { sent } = state.bytes;
    const pace = createPace();
    let files = batch;
    let waitMs = firstWaitMs;
    while (files.length > 0) {
      const underWay = { name: files[0]?.name ?? '', others: files.length - 1 };
      change({ phase: 'sending', error: null, retryAt: null, underWay });
      const outcome = await sendBatch(
        datasetId,
        { format, files },
        {
          signal,
          onProgress(sentBytes) {
            const bytesPerSecond = pace.note(sentBytes) ?? state.bytesPerSecond;
            change({ bytes: { ...state.bytes, sent: sent + sentBytes }, bytesPerSecond });
          },
        },
      );
      if (outcome.kind === 'aborted') return false;
      if (outcome.kind === 'answered') {
        await take(outcome.report);
        files = [];
      } else if (outcome.kind === 'refused') {
        await logFailed(outcome.failed);
        files = outcome.rest;
      } else if (outcome.kind === 'halted') {
        change({ phase: 'halted', error: outcome.error });
        await wait();
      } else {
        change({ phase: 'waiting', retryAt: Date.now() + waitMs });
        await wait(waitMs);
        waitMs = Math.min(waitMs * 2, longestWaitMs);
      }
      if (signal.aborted) return false;
    }
    const length = batch.reduce((sum, { byteLength }) => sum + byteLength, 0);
    change({
      files: { ...state.files, sent: state.files.sent + batch.length },
      bytes: { ...state.bytes, sent: sent + length },
      underWay: null,
    });
    return true;
  }

  /** Takes up what was broken off where the same files come again; else begins anew. Returns the batch to begin with. */
  async function begin(plan: ImportPlan): Promise<number> {
    const totals = {
      files: { sent: 0, total: plan.files },
      bytes: { sent: 0, total: plan.bytes },
    };
    const kept = readKeptImport(datasetId);
    if (kept && kept.fingerprint === plan.fingerprint && kept.batches < plan.batches.length) {
      const { batches, fingerprint: _, ...rest } = kept;
      change({ ...rest, phase: 'sending' });
      return batches;
    }
    await clearLog(datasetId);
    const count = plan.leftOut.length;
    change({
      ...totals,
      phase: 'sending',
      report: { ...noImport.report, leftOut: { count, names: [] } },
    });
    await log(plan.leftOut.map(toLeftOut));
    await logFailed(plan.failed);
    return 0;
  }

  async function run(): Promise<void> {
    const chosen = await choose((found) => change({ found }));
    const plan = await planImport(chosen, wanted.format);
    const first = await begin(plan);
    for (const [index, { format, files }] of plan.batches.entries()) {
      if (index < first) continue;
      while (isPaused && !signal.aborted) {
        change({ phase: 'paused', underWay: null });
        await wait();
      }
      if (signal.aborted || !(await send(format, files))) return;
      keepImport(datasetId, { ...state, fingerprint: plan.fingerprint, batches: index + 1 });
    }
    forgetImport(datasetId);
    change({ phase: 'done' });
  }

  const online = () => wake();
  window.addEventListener('online', online);
  void run()
    .catch((error: unknown) => change({ phase: 'cancelled', error }))
    .finally(() => {
      window.removeEventListener('online', online);
      if (signal.aborted) change({ phase: 'cancelled', underWay: null });
      wanted.onEnd();
    });

  return {
    get state() {
      return state;
    },
    pause() {
      isPaused = true;
      change({ isPausing: true });
    },
    resume() {
      isPaused = false;
      change({ isPausing: false });
      wake();
    },
    cancel() {
      stopped.abort();
      wake();
    },
  };
}

function toEntry({ source, problem }: FailedFile): LogEntry {
  return { source, code: problem.code, message: problem.message };
}

function toLeftOut(source: string): LogEntry {
  return { source, code: null, message: 'It is of no type that is imported.' };
}
