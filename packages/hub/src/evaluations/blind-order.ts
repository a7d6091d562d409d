import { createHmac } from 'node:crypto';
import { shuffle } from '@patchbay/core/evaluation/random.ts';

/** A candidate under the letter by which one person sees its answer to one prompt. */
export interface Labelled {
  readonly label: string;
  readonly candidateId: string;
}

/** What the order of answers is drawn from. */
export interface BlindSeed {
  readonly evaluationId: string;
  readonly dataRowId: string;
  /** `user:<id>`. */
  readonly rater: string;
}

/**
 * Gives the candidates letters in an order of their own for each person and prompt: the same whenever it is asked
 * for, whichever of them have answered, and not to be computed without the key of the deployment.
 */
export function createBlindOrder(key: Buffer) {
  return (
    candidateIds: readonly string[],
    { evaluationId, dataRowId, rater }: BlindSeed,
  ): Labelled[] => {
    const digest = createHmac('sha256', key)
      .update(`${evaluationId} ${dataRowId} ${rater}`)
      .digest();
    return shuffle([...candidateIds].sort(), digest.readUInt32BE()).map((candidateId, index) => ({
      label: String.fromCharCode(65 + index),
      candidateId,
    }));
  };
}
export type BlindOrder = ReturnType<typeof createBlindOrder>;
