import { RunLengthError } from '../run-length-error.ts';

/** The error of an action, as the index it names and its words. */
export function refusal(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (error instanceof RunLengthError) return { index: error.index, message: error.message };
    throw error;
  }
  throw new Error('Nothing was refused');
}
