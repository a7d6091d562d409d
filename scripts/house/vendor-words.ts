import type { SourceFile } from './source-file.ts';

/** Names of vendors and their products. The ids `foundry`, `v7`, `openai-chat` may stand anywhere. */
const vendorWord = /[Ll]abelbox|[Dd]atasaur|Darwin|Foundry|\bV7\b|OpenAI/g;

const home = /^packages\/protocols\/src\/[^/]+\/|^scripts\/|\/(compat|formats)\//;

/** Vendor words live in the folder of their protocol, in their format and in `compat/` only. */
export function findVendorWords(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => !home.test(file.path))
    .flatMap((file) =>
      file.text
        .split('\n')
        .flatMap((line, index) =>
          [...line.matchAll(vendorWord)].map(
            ([word]) => `${file.path}:${index + 1}: say it without the vendor's word "${word}"`,
          ),
        ),
    );
}
