import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Runs every benchmark of this folder, or those that are named, each in a process of its own so that
 * none runs on what the compiler learned from another: `npm run bench`, `npm run bench -- run-length`.
 */

/** What takes so long that it runs only where it is named. */
const onlyNamed = ['scale'];

const folder = import.meta.dirname;
const known = globSync('*.ts', { cwd: folder })
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'all')
  .sort();
const usual = known.filter((name) => !onlyNamed.includes(name));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  process.exitCode = 1;
} else {
  let running: ChildProcess | null = null;
  let isEnding = false;
  const end = () => {
    isEnding = true;
    running?.kill('SIGTERM');
  };
  // The benchmark puts in order what it started, and ends; so does this.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  // npm gives a signal to its shell alone, which ends without a word.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), 1000).unref();
  for (const name of asked.length > 0 ? asked : usual) {
    running = spawn(process.execPath, [join(folder, `${name}.ts`)], { stdio: 'inherit' });
    const [status] = await once(running, 'exit');
    if (status !== 0) process.exitCode = 1;
    if (isEnding) break;
  }
}
