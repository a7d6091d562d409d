import type { ChaosCall } from './chaos-call.ts';
import { draw } from './doses.ts';
import type { Fault } from './fault.ts';
import { findFault } from './faults.ts';

/** What goes wrong where much can: most of it passes by itself, the last two fail their item. */
const usual = [
  'N21/seconds',
  'N22/without-a-word',
  'N23/500',
  'N23/503',
  'N4/silent',
  'N7/reset',
  'N7/reset-in-body',
  'N10/length-too-long',
  'J1/cut-off',
  'N27/login-page',
];

/**
 * A fault of every call by lot: `/mixed?faults=0.05&seed=7` answers 95 of 100 calls rightly and spoils the
 * others in one of the ways that `among=N4,N23/500` names. The same seed, key and attempt always meet the
 * same, so that a run can be repeated and a second attempt may succeed.
 */
export function pickMixedFault({ parameters, key, attempt }: ChaosCall): Fault | null {
  const lot = draw(parameters.get('seed') ?? '', key, attempt);
  const share = Number(parameters.get('faults') ?? 0.05);
  if (lot >= share) return null;
  const among = parameters.get('among')?.split(',') ?? usual;
  return findFault(among[Math.floor((lot / share) * among.length)] ?? '');
}
