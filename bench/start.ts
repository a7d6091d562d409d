import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { showSpread, showVerdict, startReport } from './frame/report.ts';
import { spreadOf } from './frame/spread.ts';

/** How long the hub takes on a data folder that is there, from its start until `/healthz` answers. */
const rounds = 7;
const program = join(import.meta.dirname, '../packages/cli/src/main.ts');
const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-start-'));
const report = startReport('start', rounds);

/** Starts the hub and ends it by the signal: in order, or as a crash would. */
async function start(signal: NodeJS.Signals): Promise<number> {
  await rm(join(dataFolder, 'hub.json'), { force: true });
  const startedAt = performance.now();
  const child: ChildProcess = spawn(
    process.execPath,
    [program, 'serve', '--data', dataFolder, '--port', '0', '--json'],
    {
      env: { ...process.env, PATCHBAY_LOG_LEVEL: 'error' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  while (!(await isHealthy())) await new Promise((resolve) => setTimeout(resolve, 5));
  const tookMs = performance.now() - startedAt;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
  return tookMs;
}

async function isHealthy(): Promise<boolean> {
  try {
    const { url } = JSON.parse(await readFile(join(dataFolder, 'hub.json'), 'utf8'));
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

await start('SIGTERM'); // makes the data folder
const inOrder: number[] = [];
const afterCrash: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  inOrder.push(await start('SIGKILL'));
  afterCrash.push(await start('SIGTERM'));
}
const [orderly, crashed] = [spreadOf(inOrder), spreadOf(afterCrash)];
report.print(`  after it was stopped: ${showSpread(orderly)} ms`);
report.print(`  after it was killed: ${showSpread(crashed)} ms`);
report.print(
  `  wanted: 1500 ms, floor 3000 ms (after a kill 5000 ms): ${showVerdict({ targetsMet: orderly.median <= 1500, floorsMet: orderly.median <= 3000 })}`,
);
report.write({ orderly, crashed });
await rm(dataFolder, { recursive: true, force: true });
