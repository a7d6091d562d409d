import { readFileSync } from 'node:fs';

/** Memory of a process that is really in use, as Linux counts it. */
export function readResidentMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return Number(kilobytes ?? Number.NaN) / 1000;
}
