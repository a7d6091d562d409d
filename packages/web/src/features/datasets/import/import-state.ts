import type { ImportReport } from '@patchbay/core/api/dataset-routes.ts';

/** How far an import has come. */
export type ImportPhase =
  /** Looks through what was dropped. */
  | 'looking'
  | 'sending'
  /** A person halted it. */
  | 'paused'
  /** The hub does not answer: it is tried again. */
  | 'waiting'
  /** The hub refused; a person may go on. */
  | 'halted'
  | 'cancelled'
  | 'done';

/** An import of this tab, as the page shows it. */
export interface ImportState {
  readonly phase: ImportPhase;
  /** Whether it will be halted after the files that are under way. */
  readonly isPausing: boolean;
  /** Files found so far while looking. */
  readonly found: number;
  readonly files: { readonly sent: number; readonly total: number };
  readonly bytes: { readonly sent: number; readonly total: number };
  /** Bytes a second, of late; null while that is not known. */
  readonly bytesPerSecond: number | null;
  /** The file that is under way, or the first of several. */
  readonly underWay: { readonly name: string; readonly others: number } | null;
  /** Counts and warnings; what failed is in the log. */
  readonly report: ImportReport;
  /** How many entries the log has. */
  readonly logged: number;
  /** Failures that happened beyond those that the hub lists one by one. */
  readonly unlisted: number;
  /** What the hub said when it refused. */
  readonly error: unknown;
  /** When the hub is tried again. */
  readonly retryAt: number | null;
}

export const noImport: ImportState = {
  phase: 'looking',
  isPausing: false,
  found: 0,
  files: { sent: 0, total: 0 },
  bytes: { sent: 0, total: 0 },
  bytesPerSecond: null,
  underWay: null,
  report: {
    imported: 0,
    alreadyThere: 0,
    failedCount: 0,
    failed: [],
    leftOut: { count: 0, names: [] },
    warnings: [],
  },
  logged: 0,
  unlisted: 0,
  error: null,
  retryAt: null,
};

/** Whether something of it is still to come. */
export function isUnderWay({ phase }: ImportState): boolean {
  return phase !== 'done' && phase !== 'cancelled';
}

/** Seconds until all is sent, at the pace of late; null while nothing is known. */
export function estimateSeconds({ bytes, bytesPerSecond }: ImportState): number | null {
  if (!bytesPerSecond) return null;
  return Math.max(0, bytes.total - bytes.sent) / bytesPerSecond;
}
