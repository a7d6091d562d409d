const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** An amount of bytes as a person says it: `1.2 MB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const amount = bytes / 1000 ** power;
  return `${amount.toLocaleString(undefined, { maximumSignificantDigits: 3 })} ${units[power]}`;
}
