import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 10;
const delays = monitorEventLoopDelay({ resolution: resolutionMs });
delays.enable();

/**
 * Loaded before a worker: at SIGUSR2 it tells for how long, in milliseconds, its event loop stood still at
 * the most since it was asked before.
 */
process.on('SIGUSR2', () => {
  // What is measured is the time between two ticks of a timer, of which the resolution is waiting.
  const longestMs = Math.max(0, delays.max / 1e6 - resolutionMs);
  delays.reset();
  writeFileSync(`/tmp/patchbay-stall-${process.pid}`, `${longestMs}\n`);
  // What was asked for beside it, a whole collection, is no stall of the worker's own.
  setTimeout(() => delays.reset(), 5 * resolutionMs).unref();
});
