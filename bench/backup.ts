import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { to as copyTo } from 'pg-copy-streams';
import { readResidentMb } from './fleet/resident-memory.ts';
import { short, showSpread, startReport } from './frame/report.ts';
import { spreadOf } from './frame/spread.ts';
import { startLargeRun } from './large-run/start-large-run.ts';

/**
 * `patchbay backup` of a hub with a large run, against `COPY … TO STDOUT` of the same tables, in turn; then
 * `patchbay restore` of it into an empty data folder. And how much memory each command takes at most.
 */

const rounds = 3;
const predictions = Number(process.env.PATCHBAY_BENCH_PREDICTIONS ?? 300_000);
const program = join(import.meta.dirname, '../packages/cli/src/main.ts');

const report = startReport('backup', rounds);
const run = await startLargeRun(predictions);
const folder = await mkdtemp(join(tmpdir(), 'patchbay-bench-backup-'));
const file = join(folder, 'hub.tar.zst');

/** Runs a command of `patchbay` to its end; seconds, and megabytes of memory at most. */
async function carryOut(words: readonly string[], environment: NodeJS.ProcessEnv) {
  const startedAt = performance.now();
  const env = {
    ...process.env,
    PATCHBAY_SECRET_KEY: 'a secret key for this benchmark alone',
    ...environment,
  };
  const child = spawn(process.execPath, [program, ...words], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  let highestMb = 0;
  while (child.exitCode === null) {
    highestMb = Math.max(highestMb, readResidentMb(child.pid));
    await Promise.race([ended, delay(50)]);
  }
  await ended;
  if (child.exitCode !== 0) throw new Error(`patchbay ${words[0]} ended with ${child.exitCode}.`);
  return { seconds: (performance.now() - startedAt) / 1000, highestMb };
}

/** Seconds that it takes to copy all tables out, to a reader that drops what it reads; and their bytes. */
async function copyBare() {
  const { rows } = await run.database.pool.query<{ name: string }>(
    "select format('public.%I', relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  const startedAt = performance.now();
  const client = await run.database.pool.connect();
  let byteLength = 0;
  for (const { name } of rows) {
    for await (const chunk of client.query(copyTo(`copy ${name} to stdout`)))
      byteLength += chunk.length;
  }
  client.release();
  return { seconds: (performance.now() - startedAt) / 1000, byteLength };
}

try {
  const bare: Awaited<ReturnType<typeof copyBare>>[] = [];
  const backups: Awaited<ReturnType<typeof carryOut>>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await copyBare());
    backups.push(
      await carryOut(['backup', file], { DATABASE_URL: run.database.url, PATCHBAY_DATA: folder }),
    );
  }
  const restored = await carryOut(['restore', file], { PATCHBAY_DATA: join(folder, 'restored') });
  const figures = {
    ratio: spreadOf(backups.map(({ seconds }, round) => (bare[round]?.seconds ?? NaN) / seconds)),
    backupSeconds: spreadOf(backups.map(({ seconds }) => seconds)),
    backupMb: Math.max(...backups.map(({ highestMb }) => highestMb)),
    restoreSeconds: restored.seconds,
    restoreMb: restored.highestMb,
    rowMb: (bare[0]?.byteLength ?? 0) / 1e6,
    fileMb: (await stat(file)).size / 1e6,
  };
  report.print(
    [
      `\n  ${predictions.toLocaleString('en')} predictions: ${short(figures.rowMb)} MB of rows, ${short(figures.fileMb)} MB as a backup`,
      `    backup ${showSpread(figures.backupSeconds)} s, ${showSpread(figures.ratio)} × as fast as a bare COPY; at most ${short(figures.backupMb)} MB of memory`,
      `    restore ${short(figures.restoreSeconds)} s; at most ${short(figures.restoreMb)} MB of memory`,
    ].join('\n'),
  );
  report.write({ predictions, figures });
} finally {
  await run.stop();
  await rm(folder, { recursive: true, force: true });
}
