#!/usr/bin/env node
import { explainOldNode } from './old-node.ts';

const refusal = explainOldNode(process.versions.node, process.execPath);
if (refusal === null) {
  // A reader that has seen enough, such as `head`, closes the pipe: that is no error. One that is gone
  // when a command fails takes nothing of its status away.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  // Loaded only now: an old Node would fail on the first thing that is too new for it.
  const { cacheCompiledCode } = await import('./compile-cache.ts');
  cacheCompiledCode(process.env);
  const { runPatchbay } = await import('./run-patchbay.ts');
  // The process ends by itself when nothing is left to do, so that no output is cut off.
  process.exitCode = await runPatchbay(process.argv.slice(2), process);
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
}
