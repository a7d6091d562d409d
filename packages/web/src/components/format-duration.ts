/** A length of time in its two largest units: `48 s`, `3 min 05 s`, `2 h 10 min`, `4 d 3 h`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** The same as the length that something took: what was shorter than a second is not called `0 s`. */
export function formatLength(seconds: number): string {
  return seconds < 1 ? 'less than a second' : formatDuration(seconds);
}

/** An estimate of a length of time: `about 6 s`. */
export function formatEstimate(seconds: number): string {
  return seconds < 1 ? formatLength(seconds) : `about ${formatDuration(seconds)}`;
}
