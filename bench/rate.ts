import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openFleet } from './fleet/open-fleet.ts';
import { short, showSpread, showVerdict, startReport } from './frame/report.ts';
import { spreadOf } from './frame/spread.ts';
import { startCountingEndpoint } from './rate/counting-endpoint.ts';
import { busiestSecond, countBetween, firstSecondOf } from './rate/windows.ts';

/**
 * How well four worker processes keep a limit that they share, as the endpoint counts it: the busiest second,
 * wherever it begins, and how much of the limit is used; and how soon they are back at 90 % of it once an
 * endpoint that answered 503 to everything, so that the run was paused, is healed.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    limit: { type: 'string', default: '50' },
    outages: { type: 'string', default: '3' },
    'outage-seconds': { type: 'string', default: '20' },
  },
});
const seconds = Number(values.seconds);
const limit = Number(values.limit);
const outages = Number(values.outages);
const outageMs = 1000 * Number(values['outage-seconds']);
const workers = 4;

const report = startReport('rate', outages);
const endpoint = await startCountingEndpoint();
const fleet = await openFleet(endpoint).catch((error: unknown) => {
  endpoint.close();
  throw error;
});

/** Milliseconds from the moment at which the endpoint answers again until a second with 90 % of the limit was over. */
async function measureHealing(runId: string): Promise<number> {
  endpoint.set('down');
  await fleet.waitFor(runId, 'paused');
  await delay(outageMs);
  endpoint.set('up');
  const healedAt = performance.now();
  for (;;) {
    const until = firstSecondOf(endpoint.answered, healedAt, Math.ceil(0.9 * limit));
    if (until !== null) return until - healedAt;
    await delay(100);
  }
}

try {
  const modelId = await fleet.addModel(endpoint, {
    delayMs: 0,
    concurrency: 32,
    requestsPerSecond: limit,
  });
  const datasetId = await fleet.addDataset(limit * (seconds + 60 * outages + 60));
  for (let worker = 0; worker < workers; worker += 1) await fleet.startWorker();
  const { id } = await fleet.client.runs.start({ modelId, datasetId });
  while (endpoint.moments.length === 0) await delay(20);
  const startedAt = endpoint.moments[0] ?? Number.NaN;
  await delay(startedAt + 1000 * seconds - performance.now());
  const used =
    countBetween(endpoint.moments, startedAt, startedAt + 1000 * seconds) / (limit * seconds);
  const healing: number[] = [];
  const phases = [{ name: 'the start', at: startedAt }];
  for (let outage = 1; outage <= outages; outage += 1) {
    phases.push({ name: `the beginning of outage ${outage}`, at: performance.now() });
    const healingMs = await measureHealing(id);
    phases.push({ name: `outage ${outage} had healed`, at: performance.now() });
    healing.push(healingMs / 1000);
    await delay(3000);
  }
  await fleet.client.runs.cancel({ id });
  const second = busiestSecond(endpoint.moments);
  const busiest = second.calls / limit;
  const phase = phases.findLast(({ at }) => at <= second.from);
  const place = `${short((second.from - (phase?.at ?? 0)) / 1000)} s after ${phase?.name}`;
  report.print(
    `  busiest second ÷ limit of ${limit}/s, ${workers} workers: ${short(busiest)} (from ${place})`,
  );
  report.print(
    `  wanted: at most ${short(1)}, floor ${short(1.02)}: ${showVerdict({ targetsMet: busiest <= 1, floorsMet: busiest <= 1.02 })}`,
  );
  report.print(`  use of the limit over ${seconds} s: ${short(used)}`);
  report.print(
    `  wanted: at least ${short(0.99)}, floor ${short(0.95)}: ${showVerdict({ targetsMet: used >= 0.99, floorsMet: used >= 0.95 })}`,
  );
  const facts = { workers, limit, seconds, busiest, busiestAt: place, used };
  if (outages > 0) {
    const isMet = Math.max(...healing) <= 30;
    report.print(`  seconds from healed to 90 % of the limit: ${showSpread(spreadOf(healing))}`);
    report.print(
      `  wanted: at most 30 each time: ${showVerdict({ targetsMet: isMet, floorsMet: isMet })}`,
    );
  }
  report.write({ ...facts, outageSeconds: outageMs / 1000, healing });
} finally {
  await fleet.close();
  endpoint.close();
}
