import { startHub } from '@patchbay/hub/main.ts';
import { stopOnSignal } from '@patchbay/hub/stop-on-signal.ts';

/** The hub of the benchmarks that read: `node hub-process.ts <data folder>` prints its address. */
const [, , dataFolder = ''] = process.argv;
const hub = await startHub({ dataFolder, port: 0, logLevel: 'error', workers: 0 });
const ended = stopOnSignal(hub);
console.log(hub.url);
await ended;
