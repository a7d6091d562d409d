import { type Comparison, type Figures, measure, type Targets } from './comparison.ts';
import { short, showSpread, showVerdict, startReport } from './report.ts';

/** An odd number, so that the median is a figure that was measured. */
const rounds = 9;

/**
 * Measures one comparison after another, prints each, and writes all of them to
 * `bench/results/<name>.json`.
 */
export async function runBenchmark(
  name: string,
  comparisons: readonly Comparison[],
): Promise<void> {
  const report = startReport(name, rounds);
  const figures: Figures[] = [];
  for (const comparison of comparisons) {
    const measured = await measure(comparison, rounds);
    report.print(describe(measured));
    figures.push(measured);
  }
  report.write({ figures });
}

function describe(figures: Figures): string {
  const { targets, floors, unit, processorShare } = figures;
  const share = `${Math.round(processorShare * 100)} % of a processor`;
  const whole = `${short(figures.perSecond.median / processorShare)} ${unit}/s`;
  const [wanted, least] = [describeTargets(targets, unit), describeTargets(floors, unit)];
  const asked = least ? `${wanted} (floor: ${least})` : wanted;
  return [
    `\n  ${figures.name}`,
    `    ${showSpread(figures.perSecond)} ${unit}/s; a call ${showSpread(figures.milliseconds)} ms`,
    `    ${showSpread(figures.ratio)} × as fast as ${figures.against}`,
    `    ${showSpread(figures.processorRatio)} × by the time of a processor that each took`,
    ...(processorShare < 0.95 ? [`    had ${share}; with a whole one about ${whole}`] : []),
    ...(wanted ? [`    wanted: ${asked}: ${showVerdict(figures)}`] : []),
  ].join('\n');
}

function describeTargets({ perSecond, milliseconds, ratio }: Targets, unit: string): string {
  return [
    perSecond && `at least ${short(perSecond)} ${unit}/s`,
    milliseconds && `at most ${milliseconds} ms`,
    ratio && `at least ${ratio} ×`,
  ]
    .filter(Boolean)
    .join(', ');
}
