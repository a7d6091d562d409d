import type { UsageMeter } from '../usage-meter.ts';

/** Counts nothing, where no test asks what was counted. */
export const countNothing: Pick<UsageMeter, 'of'> = {
  of: () => ({ add() {}, addMany() {}, lose() {} }),
};
