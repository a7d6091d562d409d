import { keepHeapSmall } from '@patchbay/cli/hub/keep-heap-small.ts';

/** The hub of the benchmarks that read, with the memory that `patchbay serve` has: `node hub-process.ts <data folder>` prints its address. */
keepHeapSmall();
const { startHub } = await import('@patchbay/hub/main.ts');
const { stopOnSignal } = await import('@patchbay/hub/stop-on-signal.ts');
const [, , dataFolder = ''] = process.argv;
const hub = await startHub({ dataFolder, port: 0, logLevel: 'error', workers: 0 });
const ended = stopOnSignal(hub);
console.log(hub.url);
await ended;
