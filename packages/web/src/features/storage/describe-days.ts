/** How long something is kept, after "is kept": `for 30 days`. Null is for good. */
export function describeDays(days: number | null): string {
  if (days === null) return 'for good';
  if (days === 0) return 'no longer than a few minutes';
  return `for ${days.toLocaleString()} ${days === 1 ? 'day' : 'days'}`;
}
