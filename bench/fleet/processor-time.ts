import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Seconds in which a processor worked for a process so far, as Linux counts them. */
export function readProcessorSeconds(pid: number | undefined): number {
  // Behind the name, which may hold anything, in parentheses.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** What Linux counts in, on every machine that Node runs on. */
const ticksPerSecond = 100;

/** Seconds of the processes of PostgreSQL in a data folder that run now, and of those that ended below them. */
export function readPostgresSeconds(dataFolder: string): number {
  let seconds = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!isPostgresOf(pid, dataFolder)) continue;
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      const spent = [11, 12, 13, 14].map((field) => Number(fields[field]));
      seconds += spent.reduce((sum, ticks) => sum + ticks, 0) / ticksPerSecond;
    } catch {
      // It has ended meanwhile.
    }
  }
  return seconds;
}

/** All of its processes work in the folder of the cluster. */
function isPostgresOf(pid: string, dataFolder: string): boolean {
  if (!readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')) return false;
  return readlinkSync(`/proc/${pid}/cwd`).startsWith(dataFolder);
}
