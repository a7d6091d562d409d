import { parentPort } from 'node:worker_threads';

/** A decoding thread that dies of the first long answer it is given. */
parentPort?.on('message', () => process.exit(7));
