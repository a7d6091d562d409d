import { countWords } from '../../components/count-words.ts';

/** The size of a text in UTF-8 as people say it. */
export function countBytes(text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes < 10_000) return countWords(bytes, ['byte', 'bytes']);
  return `${(bytes / 1000).toLocaleString(undefined, { maximumFractionDigits: 0 })} kB`;
}
