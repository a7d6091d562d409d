/** Numbers as people read them: 12,480. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** A number with its noun: 1 item, 12 items. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** The first of many names: `a.png, b.png, c.png, …`. */
export function nameSome(names: readonly string[], count = names.length): string {
  return `${names.slice(0, 3).join(', ')}${count > 3 ? ', …' : ''}`;
}

/** Items per second: two figures below ten, whole numbers above. */
export function formatRate(perSecond: number): string {
  return `${perSecond < 10 ? perSecond.toFixed(1) : formatCount(Math.round(perSecond))} items/s`;
}

/** A time span in its two largest units: 8 s, 2 min 5 s, 3 h 12 min. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** How long calls take: `0.4 ms`, `85 ms`, `12 s`. */
export function formatLatency(milliseconds: number): string {
  if (milliseconds >= 10_000) return `${Math.round(milliseconds / 1000)} s`;
  return `${Number(milliseconds.toPrecision(2))} ms`;
}

/** Bytes in megabytes: `2.4 MB`. */
export function formatMegabytes(byteLength: number): string {
  return `${(byteLength / 1e6).toFixed(1)} MB`;
}
