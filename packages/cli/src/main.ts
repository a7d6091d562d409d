#!/usr/bin/env node
import { runPatchbay } from './run-patchbay.ts';

// A reader that has seen enough, such as `head`, closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

// The process ends by itself when nothing is left to do, so that no output is cut off.
process.exitCode = await runPatchbay(process.argv.slice(2), process);
