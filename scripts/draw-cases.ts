import * as fc from 'fast-check';

/**
 * Before each file of tests: properties, fuzzers and simulations draw the same cases every time, so that a change is
 * judged by the change. `PATCHBAY_SEED=explore npm test` draws others, `PATCHBAY_SEED=<number>` those of a run before.
 */
const asked = process.env.PATCHBAY_SEED ?? '1';
const seed = asked === 'explore' ? Date.now() % 2 ** 31 : Number(asked);

process.env.PATCHBAY_FUZZ_SEED ??= String(seed);
process.env.PATCHBAY_SIMULATION_SEED ??= String(seed);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
