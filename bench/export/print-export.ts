import { short, showSpread, showVerdict } from '../frame/report.ts';
import type { ExportFigures } from './measure-exports.ts';

/** What was asked of an export. */
interface Asked {
  readonly ratio: number;
  readonly ratioFloor: number;
  readonly memoryMb: number;
  readonly memoryFloorMb: number;
}

/** The figures of a format in words. */
export function printExport(figures: ExportFigures, asked: Asked | null): string {
  const { format, seconds, megabytes, ratio, copySeconds, growthMb } = figures;
  const lines = [
    `\n  ${format} (${short(megabytes)} MB)`,
    `    ${showSpread(seconds)} s; COPY ${showSpread(copySeconds)} s`,
    `    ${showSpread(ratio)} × as fast as COPY of the same rows`,
    `    memory of the hub grew by ${short(growthMb)} MB at the most`,
  ];
  if (asked) {
    const speed = showVerdict({
      targetsMet: ratio.median >= asked.ratio,
      floorsMet: ratio.median >= asked.ratioFloor,
    });
    const memory = showVerdict({
      targetsMet: growthMb <= asked.memoryMb,
      floorsMet: growthMb <= asked.memoryFloorMb,
    });
    lines.push(
      `    wanted: at least ${asked.ratio} ×: ${speed}; at most ${asked.memoryMb} MB: ${memory}`,
    );
  }
  return lines.join('\n');
}
