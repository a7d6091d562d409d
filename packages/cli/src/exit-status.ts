import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/** What the command tells the shell. */
export const exitStatuses = {
  done: 0,
  userError: 1,
  modelFailed: 2,
  hubUnreachable: 3,
  /** Ctrl-C, as shells spell it: 128 and the number of the signal. */
  interrupted: 130,
} as const;
export type ExitStatus = (typeof exitStatuses)[keyof typeof exitStatuses];

/** The exit status for an error that ended a command. */
export function exitStatusOf(error: unknown): ExitStatus {
  if (!(error instanceof PatchbayError)) return exitStatuses.userError;
  if (error.code === 'HUB_UNREACHABLE') return exitStatuses.hubUnreachable;
  return error.code.startsWith('MODEL_') ? exitStatuses.modelFailed : exitStatuses.userError;
}
