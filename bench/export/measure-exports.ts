import { once } from 'node:events';
import { get } from 'node:http';
import type { ExportFormat } from '@patchbay/core/api/item-routes.ts';
import { type Spread, spreadOf } from '../frame/spread.ts';
import type { LargeRun } from '../large-run/start-large-run.ts';
import { copyPredictions } from './copy-predictions.ts';

/** A run that can be exported, with the memory of its hub. */
export type ExportedRun = Pick<LargeRun, 'runId' | 'database' | 'headers' | 'url' | 'hubMemory'>;

/** Figures of one format. */
export interface ExportFigures {
  readonly format: ExportFormat;
  readonly seconds: Spread;
  readonly megabytes: number;
  /** How many times as fast as COPY, round by round. */
  readonly ratio: Spread;
  readonly copySeconds: Spread;
  /** How much more memory the hub held at the most than before the exports of all formats. */
  readonly growthMb: number;
}

/** Exports in each format and copies the same rows, in turn. */
export async function measureExports(
  run: ExportedRun,
  formats: readonly ExportFormat[],
  rounds: number,
): Promise<ExportFigures[]> {
  const idle = await run.hubMemory();
  await copyPredictions(run); // brings the rows into memory, for both alike
  const figures: ExportFigures[] = [];
  for (const format of formats) {
    const times: number[] = [];
    const copyTimes: number[] = [];
    let megabytes = 0;
    let most = idle;
    for (let round = 0; round < rounds; round += 1) {
      copyTimes.push(await secondsOf(() => copyPredictions(run)));
      times.push(
        await secondsOf(async () => {
          const read = await readExport(run, format);
          megabytes = read.bytes / 1e6;
          most = Math.max(most, read.mostMemory);
        }),
      );
    }
    figures.push({
      format,
      seconds: spreadOf(times),
      megabytes,
      ratio: spreadOf(times.map((seconds, round) => (copyTimes[round] ?? Number.NaN) / seconds)),
      copySeconds: spreadOf(copyTimes),
      growthMb: (most - idle) / 1e6,
    });
  }
  return figures;
}

async function secondsOf(action: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await action();
  return (performance.now() - startedAt) / 1000;
}

/** Reads an export to its end and drops it. */
async function readExport(
  run: ExportedRun,
  format: ExportFormat,
): Promise<{ bytes: number; mostMemory: number }> {
  const { headers } = run;
  const request = get(run.url(`/runs/${run.runId}/export?format=${format}`), { headers });
  const [response] = await once(request, 'response');
  if (response.statusCode !== 200) throw new Error(`The hub answered ${response.statusCode}.`);
  let [bytes, mostMemory] = [0, 0];
  const look = async () => {
    mostMemory = Math.max(mostMemory, await run.hubMemory());
  };
  const timer = setInterval(() => void look(), 100);
  for await (const chunk of response) bytes += chunk.length;
  clearInterval(timer);
  await look();
  if (!response.complete) throw new Error('The export broke off.');
  return { bytes, mostMemory };
}
