import { expect, test } from 'vitest';
import { runSoak } from './soak/soak.ts';

test('over runs with five faults in a hundred calls a hub and a worker hold no more handles, sockets and timers than before, and every number is what a recount gives (fault E24)', async ({
  annotate,
}) => {
  const report = await runSoak({ durationMs: 20_000, items: 400, everyMs: 500, tell: () => {} });
  await annotate(JSON.stringify(report));
  expect(report.violations).toEqual([]);
  expect(report.succeeded + report.failed).toBe(report.runs * 400);
  expect(report.succeeded).toBeGreaterThan(report.failed);
  for (const { handles, sockets, timers, residentMb } of Object.values(report.growth)) {
    // Connections come and go with the calls; what is never given back grows with their number.
    expect(handles.to).toBeLessThan(handles.from + 40);
    expect(sockets.to).toBeLessThan(sockets.from + 30);
    expect(timers.to).toBeLessThan(timers.from + 30);
    // In so short a time the memory is still warming up: only a flood would be seen.
    expect(residentMb.to).toBeLessThan(residentMb.from + 150);
  }
}, 120_000);
