import type { RegExpEngine } from 'ajv/dist/types/index.js';
import { RE2JS } from 're2js';

/**
 * Patterns that users bring, in linear time: no pattern can stall the hub. Look-around and
 * back-references do not exist in it and are refused when the pattern is read.
 */
export const linearTimePatterns: RegExpEngine = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return {
      test: (text: string) => compiled.matcher(text).find(),
      // Ajv keeps compiled patterns by this text; without it they would all be one.
      toString: () => pattern,
    };
  },
  { code: 'RE2JS' },
);
