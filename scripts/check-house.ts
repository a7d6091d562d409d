import { join } from 'node:path';
import { findHomelessNames } from './house/homeless-names.ts';
import { readSources } from './house/source-file.ts';
import { findOutgrown, medianLines } from './house/source-size.ts';
import { findVendorWords } from './house/vendor-words.ts';

/**
 * The rules of the house that neither Biome nor dependency-cruiser knows: names, vendor words and
 * sizes. Part of `npm run lint`; exits with 1 when one of them is broken.
 */

const files = readSources(join(import.meta.dirname, '..'));
if (files.length === 0) throw new Error('No source file was found: nothing was checked.');

const broken = [...findHomelessNames(files), ...findVendorWords(files), ...findOutgrown(files)];
for (const sentence of broken) console.log(sentence);
console.log(
  `${files.length} source files, median ${medianLines(files)} lines: ` +
    `${broken.length === 0 ? 'the house is in order' : `${broken.length} places break a rule`}.`,
);
process.exitCode = broken.length > 0 ? 1 : 0;
