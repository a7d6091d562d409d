import { expect, test } from 'vitest';
import { runKillLoop } from './kill-loop/kill-loop.ts';

test('while workers, the hub and the processes of PostgreSQL are killed at random, nothing is lost, nothing is stored twice, and the run ends (fault E1, fault E2, fault E19)', async ({
  annotate,
}) => {
  const seed = Math.floor(Math.random() * 1e9);
  const killed: string[] = [];
  await annotate(`seed ${seed}: npm run kill-loop -- --seed ${seed}`);
  const report = await runKillLoop({
    seed,
    killMs: 15_000,
    items: 1000,
    patienceMs: 120_000,
    tell: (line) => killed.push(line),
  });
  await annotate(JSON.stringify({ kills: report.kills, calls: report.calls }));
  expect(report.violations).toEqual([]);
  expect(report.kills.worker).toBeGreaterThan(0);
  for (const run of report.runs) expect(run.items).toBe(1000);
}, 240_000);
