import { writeFileSync } from 'node:fs';

/** Loaded before a worker (`node --expose-gc --import`): at SIGUSR2 it collects and tells its heap, in MB. */
process.on('SIGUSR2', () => {
  global.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  writeFileSync(`/tmp/patchbay-heap-${process.pid}`, `${(heapUsed + external) / 1e6}\n`);
});
